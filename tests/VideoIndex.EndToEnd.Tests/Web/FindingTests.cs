using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>Results: how sure they are, what narrows them, what is alike.</summary>
public sealed class FindingTests(ServedSamples samples, Chromium browser)
{
    private const string Cards = "[...document.querySelectorAll('#results .card')]";

    private readonly ServedPage _page = new(samples, browser);

    [Fact]
    public async Task EveryClip_SaysHowLikelyItIsTheOneMeant_InWordsThatTheNumberBears()
    {
        await using var page = await _page.OpenAsync("/?q=goal+celebration");
        await page.SeeAsync("#results .sure");
        var said = await page.ValueAsync<string[]>("[...document.querySelectorAll('#results .sure')].map(e => e.innerText.replace(/[·\\s]+/g, ' ').trim())");
        Assert.All(said, each =>
        {
            var words = Regex.Match(each, @"^(Likely|Quite possible|Possible|Unlikely) (?:< )?(\d+) % chance$");
            Assert.True(words.Success, each);
            var percent = int.Parse(words.Groups[2].Value, CultureInfo.InvariantCulture);
            Assert.Equal(percent >= 50, words.Groups[1].Value == "Likely");
            Assert.Equal(percent is >= 15 and < 50, words.Groups[1].Value == "Quite possible");
        });
        Assert.Equal(said.Distinct().Count(), said.Select(each => Regex.Match(each, @"\d+").Value).Distinct().Count()); // one number has one name
        Assert.Contains("the very moment you mean", await page.ValueAsync<string>("document.querySelector('#results .sure').title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterForm_WritesTheFilterIntoTheQuery_AndItsChipTakesItOff()
    {
        await using var page = await _page.OpenAsync("/?q=goal");
        await page.ClickAsync(".filter-row button");
        await page.ValueAsync<object>("document.querySelector('.filter-form [name=longer]').value = '1m'");
        await page.ClickAsync(".filter-form .primary");
        await page.WaitForAsync("document.querySelector('#q').value === 'goal longer:1m' && document.querySelector('.chip.on')");
        Assert.Equal("?q=goal+longer%3A1m", await page.ValueAsync<string>("location.search"));
        Assert.Equal("longer than 1 min", await page.ValueAsync<string>("document.querySelector('.chip.on').innerText.trim()"));
        await page.ClickAsync(".chip.on");
        await page.WaitForAsync("document.querySelector('#q').value === 'goal' && !document.querySelector('.chip.on')");
    }

    [Fact]
    public async Task FileChip_NarrowsTheSearchToOneFile()
    {
        await using var page = await _page.OpenAsync("/?q=red");
        await page.WaitForAsync("document.querySelectorAll('.filter-row a.chip').length > 1");
        var file = await page.ValueAsync<string>("document.querySelector('.filter-row a.chip').innerText.trim().replace(/^in /, '')");
        await page.ClickAsync(".filter-row a.chip");
        await page.WaitForAsync($"document.querySelector('.chip.on') && {Cards}.length > 0 && {Cards}.every(card => card.querySelector('.name').textContent === '{file}')");
    }

    [Fact]
    public async Task WhatIsAlike_OpensInItsPlace_AndMoreLikeThisLooksFromTheMiddle()
    {
        object Clip(int rank, long start) => new
        {
            rank,
            media_id = 1,
            path = "/a/film.mp4",
            file = "film.mp4",
            start_ms = start,
            end_ms = start + 10_000,
            score = 1,
            caption = $"Clip {rank}.",
            source = "caption",
            matches = Array.Empty<string>(),
            highlights = Array.Empty<int[]>(),
            confidence = 0.03,
            likelihood = "possible",
            reasons = new[] { "same meaning: place 1, 0.6" },
            has_file = true,
            alike = rank == 1 ? new[] { new { media_id = 1, file = "film.mp4", start_ms = 30_000, end_ms = 40_000 }, new { media_id = 2, file = "copy.mp4", start_ms = 0, end_ms = 10_000 } } : [],
            alike_count = rank == 1 ? 60 : 0,
        };
        var answer = new { query = "x", took_ms = 1.0, no_match = false, windows_searched = 9, windows_pending = 0, notes = Array.Empty<string>(), clips = new[] { Clip(1, 10_000), Clip(2, 20_000) }, left_out = new[] { new { media_id = 1, path = "/a/film.mp4", file = "film.mp4", clips = 4 } }, closest = Array.Empty<object>(), lists = new[] { "words" } };
        await using var page = await _page.OpenAsync("/");
        await page.StubAsync("/api/search?", StubbedAnswer.Json(answer));
        await page.StubAsync("/api/similar?", StubbedAnswer.Json(answer));
        await page.GoAsync(_page.At("/?q=x"));
        await page.WaitForAsync("document.querySelector('.alike summary')?.textContent === 'and 60 alike'");
        await page.ClickAsync(".alike summary");
        Assert.Equal(["0:30 – 0:40", "0:00 – 0:10copy.mp4"], await page.ValueAsync<string[]>("[...document.querySelectorAll('.alike[open] .chip')].map(chip => chip.textContent)"));
        Assert.Equal("and 58 more", await page.ValueAsync<string>("document.querySelector('.alike[open] li:last-child').textContent"));
        Assert.Equal("4 more from this file", await page.ValueAsync<string>("[...document.querySelectorAll('.under')].map(each => each.textContent).join()"));
        await page.ClickAsync("#results .foot a");
        await page.WaitForAsync("location.search === '?like=1%4015' && document.querySelector('#results h1').textContent === 'Moments that look alike'");
    }

    [Fact]
    public async Task MoreLikeThis_FindsOtherMomentsThatLookAlike()
    {
        await using var page = await _page.OpenAsync("/?q=red+goal+celebration");
        await page.WaitForAsync($"{Cards}.length > 0");
        var from = await page.ValueAsync<string>("document.querySelector('#results .card').getAttribute('href')");
        await page.ClickAsync("#results .foot a");
        await page.WaitForAsync($"location.search.startsWith('?like=') && document.querySelector('#results h1')?.textContent === 'Moments that look alike' && {Cards}.length > 0");
        Assert.Contains("celebrate", await page.ValueAsync<string>("document.querySelector('#results .card .caption').textContent"), StringComparison.Ordinal);
        Assert.NotEqual(from.Split('&')[0], await page.ValueAsync<string>("document.querySelector('#results .card').getAttribute('href')"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task WhenNothingMatches_TheClosestAreShownApart()
    {
        await using var page = await _page.OpenAsync("/?q=xylophone");
        await page.WaitForTextAsync("Nothing matches “xylophone”");
        await page.WaitForAsync($"document.querySelector('.closest')?.textContent === 'The closest there is' && {Cards}.length > 0");
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('#results .not').length"));
    }

    [Fact]
    public async Task Theme_GoesFromTheSystemsToLightAndDark_AndStays()
    {
        const string Ground = "getComputedStyle(document.documentElement).backgroundColor";
        await using var page = await _page.OpenAsync("/");
        await page.UseThemeAsync(ColorScheme.Dark);
        await page.WaitForAsync($"{Ground} === 'rgb(14, 16, 20)'");
        await page.ClickAsync("#to-theme");
        await page.WaitForAsync($"{Ground} === 'rgb(251, 251, 252)'");
        await page.GoAsync(_page.At("/?view=library"));
        await page.WaitForAsync($"{Ground} === 'rgb(251, 251, 252)'");
        await page.UseThemeAsync(ColorScheme.Light);
        await page.ClickAsync("#to-theme");
        await page.WaitForAsync($"{Ground} === 'rgb(14, 16, 20)' && document.querySelector('#to-theme').getAttribute('aria-label') === 'Colours: dark'");
    }

    /// <summary>A generous bound for a busy machine; the numbers themselves are in the output.</summary>
    [Fact]
    public async Task FirstPaintAndASearch_AreQuick()
    {
        await using var page = await _page.OpenAsync("/");
        await page.WaitForAsync("performance.getEntriesByName('first-contentful-paint').length");
        var paint = await page.ValueAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        var searches = await page.ValueAsync<double[]>("""
            (async () => {
              const took = [];
              for (const q of ['goal', 'goal celebration', 'bus', 'red shirt', 'fireworks', 'bar chart', 'cat', 'confetti']) {
                const start = performance.now();
                await (await fetch('/api/search?limit=24&q=' + encodeURIComponent(q))).json();
                took.push(performance.now() - start);
              }
              return took;
            })()
            """);
        var median = searches.Order().ElementAt(searches.Length / 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"first paint {paint:0} ms; a search {median:0.0} ms (median of {searches.Length}), at most {searches.Max():0.0} ms");
        Assert.InRange(paint, 1, 3_000);
        Assert.InRange(median, 0.1, 500);
    }
}

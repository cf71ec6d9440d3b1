using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>One tab of the browser, used as a person would: addresses, keys, the mouse; and what went wrong in it.</summary>
internal sealed class WebPage : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _errors = [];

    private WebPage(IPage page)
    {
        _page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) => Note(message);
    }

    /// <summary>Uncaught errors and broken rules of the content security policy, in their order.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public static async Task<WebPage> OpenAsync(IBrowser browser, int width, int height, string language)
    {
        var visitor = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, IsMobile = width < 600, Locale = language });
        return new WebPage(await visitor.NewPageAsync());
    }

    public Task ResizeAsync(int width, int height) => _page.SetViewportSizeAsync(width, height);

    /// <summary>Light or dark, as the system would ask for.</summary>
    public Task UseThemeAsync(ColorScheme theme) => _page.EmulateMediaAsync(new() { ColorScheme = theme });

    /// <summary>Answers every request whose address holds <paramref name="part"/> in the server's place: for what only another day's library would answer.</summary>
    public Task StubAsync(string part, StubbedAnswer answer) => _page.RouteAsync(address => address.Contains(part, StringComparison.Ordinal), async request =>
    {
        await answer.When;
        await request.FulfillAsync(new() { Status = answer.Status, ContentType = answer.Type, Body = answer.Body });
    });

    /// <summary>Opens an address, and waits until the page shows what it asks for, or asks who is there.</summary>
    public Task GoAsync(Uri address) => GoAsync(address, "main > section:not([hidden]), main > form");

    /// <summary>Opens an address, and waits until it shows this.</summary>
    public async Task GoAsync(Uri address, string selector)
    {
        await _page.GotoAsync(address.ToString());
        await SeeAsync(selector);
    }

    /// <summary>The value of a JavaScript expression; a promise is awaited.</summary>
    public Task<T> ValueAsync<T>(string expression) => _page.EvaluateAsync<T>(expression);

    /// <summary>Waits until something that fits can be seen.</summary>
    public Task SeeAsync(string selector) => First(selector).WaitForAsync();

    /// <summary>Waits until an expression is true, which it is not while it throws; fails the test with what the page shows when that takes too long.</summary>
    public async Task WaitForAsync(string condition)
    {
        try
        {
            await _page.WaitForFunctionAsync($"() => {{ try {{ return !!({condition}) }} catch {{ return false }} }}");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"never true: `{condition}`\n--- {await ValueAsync<string>("location.href + '\\n' + document.body?.innerText")}\n--- {string.Join('\n', _errors)}");
        }
    }

    public Task WaitForTextAsync(string text) => WaitForAsync($"document.body?.innerText.includes({JsonSerializer.Serialize(text)})");

    /// <summary>Presses a key: a letter, or <c>Enter</c>, <c>ArrowDown</c>, <c>Escape</c>, ...</summary>
    public Task PressAsync(string key) => _page.Keyboard.PressAsync(key);

    /// <summary>Presses a key that writes another character with Shift, as a keyboard of some country does: the library knows only the American one.</summary>
    /// <param name="text">What it writes.</param>
    /// <param name="code">Where it lies, by the name that it has on an American keyboard: <c>Slash</c>.</param>
    /// <param name="number">Windows' number of it.</param>
    public async Task PressShiftedAsync(string text, string code, int number)
    {
        const int Shift = 8;
        var tools = await _page.Context.NewCDPSessionAsync(_page);
        await _page.Keyboard.DownAsync("Shift");
        foreach (var (type, written) in new[] { ("keyDown", text), ("keyUp", "") })
            await tools.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = text, ["text"] = written, ["code"] = code, ["windowsVirtualKeyCode"] = number, ["modifiers"] = Shift });
        await _page.Keyboard.UpAsync("Shift");
        await tools.DetachAsync();
    }

    public Task TypeAsync(string text) => _page.Keyboard.TypeAsync(text);

    /// <summary>Moves the mouse to the middle of it, once it is in sight, no longer moves itself, and nothing lies over it.</summary>
    public Task HoverAsync(string selector) => First(selector).HoverAsync();

    public Task ClickAsync(string selector) => First(selector).ClickAsync();

    /// <summary>What can be seen of the page, as PNG.</summary>
    public Task<byte[]> PictureAsync() => _page.ScreenshotAsync();

    /// <summary>axe-core's rules: how many hold, and which serious ones are broken, with the first element that breaks them.</summary>
    /// <remarks>The library's own way opens a second page beside this one, which frames would need, and takes four seconds.</remarks>
    public async Task<(int Passes, IReadOnlyList<string> Broken)> CheckAccessAsync()
    {
        await _page.EvaluateAsync($"{Axe.Value}; null");
        var found = await _page.EvaluateAsync<JsonElement>("""
            axe.run(document, { resultTypes: ['violations'] }).then(result => ({
              passes: result.passes.length,
              broken: result.violations.filter(each => ['serious', 'critical'].includes(each.impact)).map(each => `${each.id} ${each.nodes[0].html}`),
            }))
            """);
        return (found.GetProperty("passes").GetInt32(), [.. found.GetProperty("broken").EnumerateArray().Select(each => each.GetString()!)]);
    }

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();

    /// <summary>The first that a person sees.</summary>
    private ILocator First(string selector) => _page.Locator(selector).Filter(new() { Visible = true }).First;

    /// <summary>An answer that is no 200 is for the page to deal with.</summary>
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            _errors.Enqueue(message.Text);
    }
}

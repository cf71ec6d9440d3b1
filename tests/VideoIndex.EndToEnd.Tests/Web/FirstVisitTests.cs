namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page where nothing is indexed yet, and where the server goes away.</summary>
public sealed class FirstVisitTests(Chromium browser)
{
    [Fact]
    public async Task EmptyCatalog_AsksForAFolder_AndTheFirstMomentsCanBeFound()
    {
        Chromium.SkipUnlessInstalled();
        using var folder = TestFolders.NewTemporary();
        await using var server = await Server.StartAsync(folder["data"]);
        await using var page = await browser.NewPageAsync();
        await page.GoAsync(server.At("/"));
        await page.WaitForTextAsync("Which folder holds your videos?");
        await page.ClickAsync("#folder");
        await page.TypeAsync(Path.Combine(TestFolders.SampleMedia, "town-talk"));
        await page.PressAsync("Enter");
        await page.WaitForTextAsync("1 file · all captioned");
        await page.PressAsync("Escape");
        await page.ClickAsync("#q");
        await page.TypeAsync("bar chart");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('#results .card .name')?.textContent === 'quarterly.mp4'");
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task FolderIsLookedFor_InAndOut_ByKeyboardToo()
    {
        Chromium.SkipUnlessInstalled();
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["films", "<b>holiday"]);
        Directory.CreateDirectory(folder["films", ".hidden"]);
        await File.WriteAllTextAsync(folder["films", "a file.mp4"], "x", TestContext.Current.CancellationToken);
        await using var server = await Server.StartAsync(folder["data"]);
        await using var page = await browser.NewPageAsync();
        await page.GoAsync(server.At("/"));
        await page.WaitForTextAsync("Which folder holds your videos?");
        await page.ClickAsync("#folder");
        await page.TypeAsync(folder["films"]);
        await page.ClickAsync(".add .row button[type=button]");
        await page.SeeAsync("#folders[open] .places li:nth-child(2)");
        Assert.Equal(["One up", "<b>holiday"], await page.ValueAsync<string[]>("[...document.querySelectorAll('.places li')].map(li => li.textContent)"));
        await page.PressAsync("Tab");
        await page.PressAsync("Enter");
        await page.WaitForAsync($"document.querySelector('#folders .where').textContent.endsWith('<b>holiday')");
        await page.PressAsync("Enter"); // the focus is on the way up
        await page.WaitForAsync($"document.querySelector('#folders .where').textContent.endsWith('films')");
        await page.ClickAsync("#folders .primary");
        await page.WaitForAsync($"!document.querySelector('#folders').open && document.querySelector('#folder').value.endsWith('films')");
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task ServerThatGoesAway_IsSaid_AndWhatWasAskedComesWhenItIsBack()
    {
        Chromium.SkipUnlessInstalled();
        using var folder = TestFolders.NewTemporary();
        await using var page = await browser.NewPageAsync();
        int port;
        await using (var server = await Server.StartAsync(folder["data"]))
        {
            port = server.Address.Port;
            await page.GoAsync(server.At("/?view=library"));
            await page.WaitForTextAsync("Which folder holds your videos?");
        }

        await page.PressAsync("/");
        await page.TypeAsync("goal");
        await page.PressAsync("Enter");
        await page.WaitForAsync("!document.querySelector('#offline').hidden && document.querySelector('#offline').textContent.includes('does not answer')");
        await using var back = await Server.StartAsync(folder["data"], port);
        await page.WaitForAsync("document.querySelector('#offline').hidden && document.querySelector('#results .notice')?.textContent.includes('Nothing can be found yet')");
    }
}

using VideoIndex.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A server for the whole house: its owner shows a picture, and another device is in.</summary>
public sealed class PhoneTests(Chromium browser)
{
    [Fact]
    public async Task Picture_SignsAnotherDeviceIn_Once()
    {
        Chromium.SkipUnlessInstalled();
        using var folder = TestFolders.NewTemporary();
        var token = new TokenFile(folder["data"], TimeProvider.System).Create("me", Scope.Admin);
        await using var program = ProgramRunner.WithData(folder["data"]).Start("serve", "--host", "0.0.0.0", "--port", "0");
        await program.WaitForTextAsync("/\n");
        var server = new Uri($"http://127.0.0.1:{new Uri(program.Output.Trim()).Port}/");

        await using var owner = await browser.NewPageAsync();
        await owner.GoAsync(server, "main form");
        await owner.ClickAsync("#token");
        await owner.TypeAsync(token);
        await owner.PressAsync("Enter");
        await owner.WaitForTextAsync("Which folder holds your videos?");
        await owner.ClickAsync(".others button");
        await owner.WaitForAsync("document.querySelector('#phone[open] img')?.naturalWidth > 20");
        var link = await owner.ValueAsync<string>("document.querySelector('#phone code').textContent");
        Assert.Matches(@"^http://[^/]+/sign-in\?code=[\w-]{22}$", link);
        Assert.Empty(owner.Errors);

        var here = new Uri(server, new Uri(link).PathAndQuery);
        await using var phone = await browser.NewPageAsync(width: 390);
        await phone.GoAsync(here, "main form");
        await phone.ClickAsync("form button");
        await phone.WaitForTextAsync("Which folder holds your videos?");
        Assert.Equal(390, await phone.ValueAsync<int>("document.documentElement.scrollWidth"));

        await using var late = await browser.NewPageAsync(width: 390);
        await late.GoAsync(here, "main form");
        await late.ClickAsync("form button");
        await late.WaitForTextAsync("That link is used up");
        Assert.DoesNotContain("sign-in?code", program.Error, StringComparison.Ordinal); // it is no terminal: a log keeps no link
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VideoIndex.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A server for the whole house: its owner shows a picture, and another device is in.</summary>
public sealed partial class PhoneTests(Chromium browser) : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Picture_SignsAnotherDeviceIn_Once()
    {
        Chromium.SkipUnlessInstalled();
        var token = NewToken();
        await using var program = ProgramRunner.WithData(_folder["data"]).Start("serve", "--host", "0.0.0.0", "--port", "0");
        var server = await AddressAsync(program);

        await using var owner = await OpenPictureAsync(server, token);
        var link = await owner.ValueAsync<string>("document.querySelector('#phone code').textContent");
        Assert.Matches(@"^http://[^/]+/sign-in\?code=[\w-]{22}$", link);
        Assert.Empty(owner.Errors);

        var here = new Uri(server, new Uri(link).PathAndQuery);
        await using var phone = await browser.NewPageAsync(width: 390);
        await SignInAsync(phone, here);
        Assert.Equal(390, await phone.ValueAsync<int>("document.documentElement.scrollWidth"));

        await using var late = await browser.NewPageAsync(width: 390);
        await late.GoAsync(here, "main form");
        await late.ClickAsync("form button");
        await late.WaitForTextAsync("That link is used up");
        Assert.DoesNotContain("sign-in?code", program.Error, StringComparison.Ordinal); // it is no terminal: a log keeps no link
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task PictureOfThePage_IsReadByACamera(int width, ColorScheme theme)
    {
        QrReader.SkipUnlessInstalled();
        Chromium.SkipUnlessInstalled();
        var token = NewToken();
        await using var program = ProgramRunner.WithData(_folder["data"]).Start("serve", "--host", "0.0.0.0", "--port", "0");
        await using var owner = await OpenPictureAsync(await AddressAsync(program), token, width, theme);
        await File.WriteAllBytesAsync(_folder["page.png"], await owner.PictureAsync(), TestContext.Current.CancellationToken);

        var link = await QrReader.ReadAsync(_folder["page.png"]);
        Assert.Equal(await owner.ValueAsync<string>("document.querySelector('#phone code').textContent"), link);
        await using var phone = await browser.NewPageAsync(width: 390);
        await SignInAsync(phone, new Uri(link));
    }

    [Fact]
    public async Task PictureInTheTerminal_IsReadByACamera()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "left out: there is no `script`, which makes a terminal");
        QrReader.SkipUnlessInstalled();
        Chromium.SkipUnlessInstalled();
        NewToken();
        var serve = $"'{ProgramRunner.DotnetPath}' '{ProgramRunner.VideoIndexPath}' serve --host 0.0.0.0 --port 0";
        await using var terminal = (ProgramRunner.WithData(_folder["data"]) with { Command = ["/usr/bin/script", "-qec", serve, "/dev/null"], HoldsInput = true }).Start();
        await terminal.WaitForTextAsync("it signs one device in");
        await File.WriteAllBytesAsync(_folder["terminal.pgm"], QrReader.Drawn([.. LineOfThePicture().Matches(terminal.Output).Select(line => line.Groups[1].Value)]), TestContext.Current.CancellationToken);

        var link = await QrReader.ReadAsync(_folder["terminal.pgm"]);
        Assert.Equal(LinkInWords().Match(terminal.Output).Groups[1].Value, link);
        await using var phone = await browser.NewPageAsync(width: 390);
        await SignInAsync(phone, new Uri(link));
    }

    private static async Task<Uri> AddressAsync(RunningProgram program)
    {
        await program.WaitForTextAsync("/\n");
        return new Uri($"http://127.0.0.1:{new Uri(program.Output.Trim()).Port}/");
    }

    private static async Task SignInAsync(WebPage phone, Uri link)
    {
        await phone.GoAsync(link, "main form");
        await phone.ClickAsync("form button");
        await phone.WaitForTextAsync("Which folder holds your videos?");
    }

    /// <summary>The page of the server's owner, with the picture on it.</summary>
    private async Task<WebPage> OpenPictureAsync(Uri server, string token, int width = 1440, ColorScheme theme = ColorScheme.Light)
    {
        var owner = await browser.NewPageAsync(width);
        await owner.UseThemeAsync(theme);
        await owner.GoAsync(server, "main form");
        await owner.ClickAsync("#token");
        await owner.TypeAsync(token);
        await owner.PressAsync("Enter");
        await owner.WaitForTextAsync("Which folder holds your videos?");
        await owner.ClickAsync(".others button");
        await owner.WaitForAsync("document.querySelector('#phone[open] img')?.naturalWidth > 20");
        return owner;
    }

    private string NewToken() => new TokenFile(_folder["data"], TimeProvider.System).Create("me", Scope.Admin);

    [GeneratedRegex(@"\u001b\[[\d;]*m([█▀▄ ]{21,})\u001b\[0m")]
    private static partial Regex LineOfThePicture();

    [GeneratedRegex(@"or open (\S+)")]
    private static partial Regex LinkInWords();
}

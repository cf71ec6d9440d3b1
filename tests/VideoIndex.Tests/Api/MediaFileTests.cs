using System.Net;
using VideoIndex.Media;

namespace VideoIndex.Tests.Api;

/// <summary>Nothing but files of libraries leaves the server, whatever is asked for and whatever took their place.</summary>
public sealed class MediaFileTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/api/media/2/file")]
    [InlineData("/api/media/-1/file")]
    [InlineData("/api/media/99999999999999999999/file")]
    [InlineData("/api/media/..%2f..%2fetc%2fpasswd/file")]
    [InlineData("/api/media/%252e%252e%252fetc/file")]
    [InlineData("/api/media/1%00/file")]
    [InlineData("/api/media//etc/passwd")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/wwwroot/index.html")]
    [InlineData("/live/..%2f..%2fetc%2fpasswd")]
    public async Task WhatIsNoMedia_IsNotThere(string address)
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, address);
        Assert.True((int)answer.StatusCode is 404 or 400, $"{address}: {answer.StatusCode}");
        Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("stream")]
    [InlineData("thumbnail")]
    [InlineData("clip.mp4?start_ms=0&end_ms=1000")]
    public async Task LinkPutInAFilesPlace_IsNotFollowed(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: links need rights on Windows");
        var media = _server.Film("a.mp4", "A dog runs.");
        await File.WriteAllTextAsync(_server["secret.mp4"], "secret", TestContext.Current.CancellationToken);
        await _server.StartAsync();
        File.Delete(Path.Combine(_server.Films, "a.mp4"));
        File.CreateSymbolicLink(Path.Combine(_server.Films, "a.mp4"), _server["secret.mp4"]);
        using var answer = await _server.SendAsync(HttpMethod.Get, $"/api/media/{media}/{what}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Find_TakesOnlyRegularFilesReachedWithoutALink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: links need rights on Windows");
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["root", "in"]);
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["root", "in", "a.mp4"], "a");
        File.WriteAllText(folder["out", "a.mp4"], "secret");
        File.CreateSymbolicLink(folder["link"], folder["root"]);
        File.CreateSymbolicLink(folder["root", "swapped"], folder["out"]);
        File.CreateSymbolicLink(folder["root", "b.mp4"], folder["out", "a.mp4"]);

        Assert.NotNull(LibraryFile.TryFind(folder["root"], "in/a.mp4"));
        Assert.NotNull(LibraryFile.TryFind(folder["link"], "in/a.mp4")); // the owner's own link to a library is the owner's wish
        Assert.Null(LibraryFile.TryFind(folder["root"], "swapped/a.mp4"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "b.mp4"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "../out/a.mp4"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "in/../in/a.mp4"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "in/a.mp4\0.jpg"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "in"));
        Assert.Null(LibraryFile.TryFind(folder["root"], "gone.mp4"));
        using var opened = LibraryFile.TryOpen(folder["root"], "in/a.mp4");
        Assert.Equal('a', opened!.ReadByte());
        Assert.Null(LibraryFile.TryOpen(folder["root"], "b.mp4"));
    }
}

using System.Net;
using System.Text.Json;

namespace VideoIndex.Tests.Api;

public sealed class FolderRoutesTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Folders_AreThoseInside_WithoutFiles_HiddenOnes_AndLinks()
    {
        foreach (var name in new[] { "b", "A", ".hidden" })
            Directory.CreateDirectory(Path.Combine(_server.Films, name));
        await File.WriteAllTextAsync(Path.Combine(_server.Films, "a.mp4"), "x", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            Directory.CreateSymbolicLink(Path.Combine(_server.Films, "link"), _server.Films);
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/folders?path=" + Uri.EscapeDataString(_server.Films + Path.DirectorySeparatorChar + "b" + Path.DirectorySeparatorChar + ".."));
        Assert.Equal(_server.Films, answer.GetProperty("path").GetString());
        Assert.Equal(Path.GetDirectoryName(_server.Films), answer.GetProperty("parent").GetString());
        Assert.Equal(["A", "b"], Names(answer).Where(name => name != ".hidden" || !OperatingSystem.IsWindows())); // a dot hides nothing on Windows
        Assert.Equal(Path.Combine(_server.Films, "A"), answer.GetProperty("folders")[0].GetProperty("path").GetString());
        Assert.False(answer.GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task WithoutAPath_PlacesToBeginAt_AndTheRootGoesNoHigher()
    {
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/folders");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("path").ValueKind);
        Assert.NotEmpty(Names(answer));
        var root = Path.GetPathRoot(_server.Films)!;
        Assert.Equal(JsonValueKind.Null, (await _server.JsonAsync("/api/folders?path=" + Uri.EscapeDataString(root))).GetProperty("parent").ValueKind);
    }

    [Fact]
    public async Task MoreThanAScreenful_IsSaid()
    {
        for (var i = 0; i < 1_001; i++)
            Directory.CreateDirectory(Path.Combine(_server.Films, $"{i}"));
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/folders?path=" + Uri.EscapeDataString(_server.Films));
        Assert.Equal(1_000, answer.GetProperty("folders").GetArrayLength());
        Assert.True(answer.GetProperty("more").GetBoolean());
    }

    [Theory]
    [InlineData("films", "bad_option")]
    [InlineData("../films", "bad_option")]
    [InlineData("/no/such/folder", "unreadable_folder")]
    [InlineData("/etc\u0000/x", "bad_option")]
    public async Task WhatIsNoFolder_IsRefused(string path, string code)
    {
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, "/api/folders?path=" + Uri.EscapeDataString(path));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static List<string> Names(JsonElement answer) => [.. answer.GetProperty("folders").EnumerateArray().Select(folder => folder.GetProperty("name").GetString()!)];
}

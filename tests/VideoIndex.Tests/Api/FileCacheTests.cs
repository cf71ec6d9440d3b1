using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

public sealed class FileCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SameName_IsMadeOnce_ForAllWhoAskAtOneTime()
    {
        var cache = new FileCache(_folder["cache"], 1_000, TimeProvider.System);
        var made = 0;
        var go = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 20).Select(_ => cache.GetAsync("a.jpg", async to =>
        {
            Interlocked.Increment(ref made);
            await go.Task;
            await File.WriteAllTextAsync(to, "picture");
        })).ToList();
        go.SetResult();
        Assert.Single((await Task.WhenAll(asked)).Distinct());
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Failure_LeavesNothing_AndIsTriedAgain()
    {
        var cache = new FileCache(_folder["cache"], 1_000, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidDataException>(() => cache.GetAsync("a.jpg", async to =>
        {
            await File.WriteAllTextAsync(to, "half");
            throw new InvalidDataException();
        }));
        Assert.Empty(Directory.GetFiles(_folder["cache"]));
        Assert.Equal("whole", await File.ReadAllTextAsync(await cache.GetAsync("a.jpg", to => File.WriteAllTextAsync(to, "whole")), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Folder_StaysNearItsBound_AndKeepsTheNewest()
    {
        var cache = new FileCache(_folder["cache"], 10_000, TimeProvider.System);
        for (var i = 0; i < 200; i++)
            await cache.GetAsync($"{i}.jpg", to => File.WriteAllBytesAsync(to, new byte[1_000]));
        var left = Directory.GetFiles(_folder["cache"]).Select(Path.GetFileName).ToList();
        Assert.InRange(left.Count, 10, 26); // ten fit; up to sixteen come before it is measured again
        Assert.Contains("199.jpg", left);
        Assert.DoesNotContain("0.jpg", left);
    }
}

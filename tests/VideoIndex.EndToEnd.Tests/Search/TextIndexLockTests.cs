using System.Diagnostics;
using VideoIndex.TextIndex;

namespace VideoIndex.EndToEnd.Tests.Search;

public sealed class TextIndexLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TryOpen_IsNull_WhileAnotherProcessHoldsTheLock_AndNotAfterItsDeath()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "left out: `flock` (util-linux) is not installed");
        using (TextIndexWriter.TryOpen(_folder["text"], "catalog"))
        {
        }

        string[] hold = ["--no-fork", _folder["text", "writer.lock"], "sh", "-c", "echo held; exec sleep 60"];
        using var other = Process.Start(new ProcessStartInfo("flock", hold) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Null(TextIndexWriter.TryOpen(_folder["text"], "catalog"));
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var writer = TextIndexWriter.TryOpen(_folder["text"], "catalog");
        Assert.NotNull(writer);
    }
}

using System.Reflection.PortableExecutable;

namespace VideoIndex.EndToEnd.Tests;

/// <summary>The program's files hold code for this machine, so that its runtime need not compile it at each start.</summary>
public sealed class CompiledAheadTests
{
    [Theory]
    [InlineData("videoindex.dll")]
    [InlineData("VideoIndex.Search.dll")]
    [InlineData("Lucene.Net.dll")]
    public void Program_IsCompiledAhead(string name)
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(TestFolders.Repository, "artifacts", "ahead")),
            "left out: the package that compiles the program ahead could not be had, or the build said not to");
        using var file = new PEReader(File.OpenRead(Path.Combine(Path.GetDirectoryName(ProgramRunner.VideoIndexPath)!, name)));
        Assert.True(file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{name} holds no code for this machine");
    }
}

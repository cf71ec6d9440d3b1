namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>Nothing is kept or sent outside the data folder.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task ARun_LeavesNothingInHomeOrTemporaryFolders()
    {
        using var library = new FilmLibrary();
        library.Copy("seaside.webm", "sea.webm");
        Directory.CreateDirectory(library["home"]);
        Directory.CreateDirectory(library["tmp"]);
        var program = library.Program;
        program = program with
        {
            Environment = new Dictionary<string, string?>(program.Environment)
            {
                ["HOME"] = library["home"], ["TMPDIR"] = library["tmp"], ["XDG_CACHE_HOME"] = null, ["ORT_DISABLE_TELEMETRY"] = null,
            },
        };

        await library.IndexAsync(program);
        Assert.Equal(0, (await program.RunAsync("search", "boat")).ExitCode);

        Assert.Empty(Directory.EnumerateFileSystemEntries(library["home"], "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFileSystemEntries(library["tmp"], "*", SearchOption.AllDirectories));
    }
}

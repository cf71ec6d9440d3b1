namespace VideoIndex.EndToEnd.Tests.Search;

/// <summary>The language of a library's texts, chosen and changed with the built program.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Language_IsChosen_Changed_AndKept()
    {
        var program = ProgramRunner.WithData(_folder["data"]);
        await File.WriteAllTextAsync(_folder["captions.jsonl"], """
            {"media":"a","start_ms":0,"end_ms":10000,"text":"Zwei H\u00e4user brennen am Hafen"}
            {"media":"b","start_ms":0,"end_ms":10000,"text":"\u6771\u4eac\u306e\u591c"}
            """, TestContext.Current.CancellationToken);
        Assert.Equal("en", (await program.RunAsync("language")).Output.Trim());
        Assert.Equal(0, (await program.RunAsync("import", _folder["captions.jsonl"], "--embedder", "none")).ExitCode);
        Assert.Equal(1, (await SearchAsync(program, "haus")).ExitCode);

        var chosen = await program.RunAsync("language", "de");

        Assert.Equal(0, chosen.ExitCode);
        Assert.Contains("building the text index for `de`", chosen.Error, StringComparison.Ordinal);
        Assert.Contains("Zwei H\u00e4user", (await SearchAsync(program, "haus")).Output, StringComparison.Ordinal);
        Assert.Equal("de", (await program.RunAsync("language")).Output.Trim());

        await File.WriteAllTextAsync(_folder["data", "language.txt"], "cjk", TestContext.Current.CancellationToken);
        var found = await SearchAsync(program, "\u6771\u4eac");
        Assert.Equal(0, found.ExitCode);
        Assert.Contains("building the text index from the catalog, for `cjk`", found.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("building", (await SearchAsync(program, "\u6771\u4eac")).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await SearchAsync(program, "haus")).ExitCode);
    }

    [Fact]
    public async Task Language_ThatNobodyKnows_IsRefusedWithThoseThatAre()
    {
        var result = await ProgramRunner.WithData(_folder["data"]).RunAsync("language", "klingon");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected one of en, de, fr, es, pt, it, cjk", result.Error, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> SearchAsync(ProgramRunner program, string query) => program.RunAsync("search", query, "--embedder", "none");
}

using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class QueryPlanTests
{
    /// <summary>The tables that grow with every hour of video, under the names the statements give them.</summary>
    private static readonly string[] LargeTables = ["window", "w", "cue", "c", "change", "n", "correction", "e", "k", "judgement", "shots"];

    [Fact]
    public void NoStatement_ReadsALargeTableFromEndToEnd()
    {
        using var catalog = new CatalogFixture();
        UseEverything(catalog);
        var statements = catalog.Writer.Statements.Concat(catalog.Reader.Statements);
        using var connection = CatalogOpenTests.Connect(catalog.File);
        var plans = statements.SelectMany(sql => Plan(connection, sql).Select(step => (Step: step, Sql: sql))).ToList();

        Assert.Contains(plans, plan => plan.Step.StartsWith("SEARCH w USING", StringComparison.Ordinal));
        Assert.DoesNotContain(plans, plan => LargeTables.Any(table => plan.Step == $"SCAN {table}"
            || plan.Step.StartsWith($"SCAN {table} ", StringComparison.Ordinal)));
    }

    private static void UseEverything(CatalogFixture catalog)
    {
        var media = catalog.PutIndexed("a.mp4", "one", "two");
        catalog.Writer.StoreCues(media, "cues/2", [Cue(0, "hello")]);
        catalog.Writer.CaptionedStarts(media, Settings.Fingerprint());
        catalog.Writer.Unfinished(Settings.Fingerprint(), [catalog.Library.Id]);
        catalog.Writer.Files(catalog.Library.Id);
        catalog.Reader.Captions(media);
        catalog.Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "three");
        catalog.Writer.PutJudgements("dog", [new Judgement(media, TimeRange.FromMs(0, 10_000), IsRight: true)]);
        catalog.Writer.RemoveJudgements("cat");
        catalog.Reader.Corrections(media);
        catalog.Reader.AllCorrections();
        catalog.Reader.FindMediaAt("/films/a.mp4");
        catalog.Reader.KnownFiles("/films", [Settings.Fingerprint()]);
        catalog.Reader.Judgements("dog");
        catalog.Reader.Documents(["w1", "c1", "e1"]);
        catalog.Reader.LibraryStatus(Settings.Fingerprint());
        catalog.Reader.Windows();
        catalog.Reader.PathsOf([media]);
        catalog.Reader.ShotChanges([media]);
        catalog.Reader.FilesMatching(new MediaFilter { In = ["a"], Models = ["x"], From = DateTimeOffset.UnixEpoch });
        catalog.Reader.Failures();
        catalog.Reader.MediaPage(10, 0, out _);
        catalog.Reader.FindMedia(media);
        catalog.Reader.Cues(media);
        catalog.Reader.TextChangesAfter(0, 10, out _);
        catalog.Writer.FailMedia(media, Broken, retryable: false);
        catalog.Writer.ClearFailures([catalog.Library.Id]);
        catalog.Writer.ClearFailure(catalog.Library.Id, "a.mp4");
    }

    private static List<string> Plan(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, @"@\w+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}

using System.Globalization;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Tests.Catalog;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Search;

/// <summary>A catalog and a text index in a temporary folder, filled as the worker fills them, without its media, model and jobs.</summary>
internal sealed class SearchLibrary : IDisposable
{
    public const string Root = "/films";

    private static readonly CaptionSettings Settings =
        new("fake@0", "fp32", "What happens?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    private readonly TemporaryFolder _data = TestFolders.NewTemporary();
    private readonly CatalogWriter _catalog;
    private readonly LibraryRow _library;
    private readonly Dictionary<string, FileRow> _files = [];

    public SearchLibrary()
    {
        _catalog = CatalogWriter.Open(_data.Path, TimeProvider.System);
        _library = _catalog.AddLibrary(Root);
    }

    /// <summary>A film with a caption for each 10 seconds (null: not captioned yet).</summary>
    public SearchLibrary Film(string path, params string?[] captions)
    {
        var file = _catalog.PutFile(_library.Id, path, 1, 1, _files.Count.ToString("x32", CultureInfo.InvariantCulture));
        _files[path] = file;
        var length = TimeSpan.FromSeconds(10 * captions.Length);
        _catalog.StoreProbe(
            file.MediaId!.Value, new MediaProbe(length, 320, 180, "mp4", "h264", 12, false, 0, [], []), captions.Length);
        var rows = captions
            .Select((text, i) => (file.MediaId.Value, new Caption(TimeRange.FromMs(i * 10_000L, (i + 1) * 10_000L), text, [], "cpu")))
            .Where(row => row.Item2.Text is not null);
        _catalog.StoreCaptions(Settings, [.. rows]);
        return this;
    }

    public SearchLibrary Cues(string path, params (int StartMs, int EndMs, string Text)[] cues)
    {
        var rows = cues.Select(cue => new Cue(TimeRange.FromMs(cue.StartMs, cue.EndMs), cue.Text, "chapter")).ToList();
        _catalog.StoreCues(_files[path].MediaId!.Value, "cues", rows);
        return this;
    }

    /// <param name="times">As the catalog keeps them: JSON, milliseconds.</param>
    public SearchLibrary ShotChanges(string path, string times)
    {
        using var connection = CatalogOpenTests.Connect(Path.Combine(_data.Path, "catalog.db"));
        CatalogOpenTests.Run(connection, $"INSERT INTO shot_changes(media_id, times) VALUES({_files[path].MediaId}, '{times}')");
        return this;
    }

    public SearchResult[] FindAll(IEnumerable<string> queries)
    {
        using var reader = CatalogReader.Open(_data.Path);
        Publish(reader);
        using var index = TextIndexReader.TryOpen(_data["text"])!;
        var finder = new ClipFinder(reader, new HitRanker(reader, index, null), new SearchOptions());
        return [.. queries.Select(query => finder.Find(query))];
    }

    public void Remove(string path) => _catalog.MarkMissing([_files[path].Id]);

    public SearchResult Find(string query, SearchOptions? options = null)
    {
        using var reader = CatalogReader.Open(_data.Path);
        Publish(reader);
        using var index = TextIndexReader.TryOpen(_data["text"])!;
        return new ClipFinder(reader, index, options ?? new SearchOptions()).Find(query);
    }

    /// <summary>As <see cref="Find"/>, by words and by meaning.</summary>
    public SearchResult FindByMeaning(string query, SearchOptions? options = null) => AskByMeaning(options, finder => finder.Find(query));

    public SearchResult FindLike(long mediaId, TimeSpan at) => AskByMeaning(null, finder => finder.FindLike(mediaId, at));

    /// <summary>Several questions to one finder by words and by meaning.</summary>
    public void AskByMeaning(Action<ClipFinder> ask) => AskByMeaning(null, finder =>
    {
        ask(finder);
        return new SearchResult("", [], 0, 0);
    });

    private SearchResult AskByMeaning(SearchOptions? options, Func<ClipFinder, SearchResult> find)
    {
        using var reader = CatalogReader.Open(_data.Path);
        using var embedder = new SynonymEmbedder();
        Publish(reader);
        new VectorPublisher(_data.Path, _data["vectors"], embedder).CatchUp(_ => { }, CancellationToken.None);
        using var index = TextIndexReader.TryOpen(_data["text"])!;
        using var vectors = VectorIndexReader.TryOpen(_data["vectors"])!;
        var ranker = new HitRanker(reader, index, new MeaningSource(vectors, embedder));
        return find(new ClipFinder(reader, ranker, options ?? new SearchOptions()));
    }

    /// <summary>The clips as lines: <c>1 a.mp4 00:50 - 01:00</c>.</summary>
    public string[] Lines(string query, SearchOptions? options = null) =>
        [.. Find(query, options).Clips.Select(clip => $"{clip.Rank} {Path.GetFileName(clip.Path)} {clip.Span}")];

    public void Dispose()
    {
        _catalog.Dispose();
        _data.Dispose();
    }

    private void Publish(CatalogReader reader)
    {
        using var writer = TextIndexWriter.TryOpen(_data["text"], reader.CatalogId)!;
        while (writer.AppliedChange < reader.LastChange())
        {
            var changes = reader.TextChangesAfter(writer.AppliedChange, 100, out var upTo);
            writer.Apply(changes, upTo);
        }

        writer.Commit();
    }
}

using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

/// <summary>What a catalog should hold, in plain dictionaries: the oracle of <see cref="CatalogModelTests"/>.</summary>
internal sealed class CatalogModel
{
    public Dictionary<string, FileState> Files { get; } = [];

    public Dictionary<long, MediaState> Media { get; } = [];

    public IEnumerable<long> Present =>
        Files.Values.Where(file => !file.Missing && file.Media is not null).Select(file => file.Media!.Value).Distinct();

    public WindowCounts Windows()
    {
        var media = Present.Select(id => Media[id]).Where(state => state.Failure is null).ToList();
        return new WindowCounts(
            media.Sum(state => state.Windows.Count),
            media.Where(state => state.Complete is null).Sum(state => Math.Max(0, (state.Planned ?? 0) - state.Windows.Count)));
    }

    public IEnumerable<long> Shown => Present.Where(id => Media[id].Failure is null);

    public IEnumerable<long> Unfinished(string fingerprint) => Present.Where(id =>
    {
        var state = Media[id];
        var open = state.Failure is null || (state.Retryable && state.Attempts < 3);
        return open && (state.Planned is null || state.CuesFingerprint is null || state.Complete != fingerprint);
    });

    public LibraryStatus Status(string root, string fingerprint)
    {
        var there = Files.Values.Where(file => !file.Missing).ToList();
        var media = Present.Select(id => Media[id]).ToList();
        return new LibraryStatus(root, LibraryState.Online, there.Count,
            media.Sum(state => state.Complete == fingerprint ? state.Windows.Count : state.Planned ?? 0),
            media.Sum(state => state.Windows.Values.Count(window => window.Settings == fingerprint)),
            there.Count(file => file.Failed || (file.Media is { } id && Media[id].Failure is not null)));
    }

    /// <summary>Every document there should be, as (media, start, text), in an order of its own.</summary>
    public IEnumerable<string> Documents() => Media.SelectMany(media =>
        media.Value.Windows.Where(window => window.Value.Text is not null)
            .Select(window => $"{media.Key} caption {window.Key} {window.Value.Text}")
            .Concat(media.Value.Cues.Select(cue => $"{media.Key} cue {cue.Span.StartMs} {cue.Text}"))).Order(StringComparer.Ordinal);

    internal sealed record FileState(long? Media, bool Missing, bool Failed);

    internal sealed class MediaState
    {
        public int? Planned { get; set; }

        public string? CuesFingerprint { get; set; }

        public string? Complete { get; set; }

        public string? Failure { get; set; }

        public bool Retryable { get; set; }

        public int Attempts { get; set; }

        public List<Cue> Cues { get; set; } = [];

        public SortedDictionary<long, (string? Text, string Settings)> Windows { get; } = [];
    }
}

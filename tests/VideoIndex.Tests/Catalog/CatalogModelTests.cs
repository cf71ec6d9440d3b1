using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

/// <summary>
/// Random work on a catalog and on dictionaries: both must say the same, and followers of the log must end with the same documents.
/// </summary>
public sealed class CatalogModelTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();
    private readonly CatalogModel _model = new();
    private readonly Dictionary<string, TimedDocument> _followed = [];
    private Random _random = new(0);
    private long _followedTo;

    public void Dispose() => _catalog.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomWork_LeavesWhatTheModelHolds(int seed)
    {
        _random = new Random(seed);
        for (var step = 0; step < 400; step++)
        {
            Step();
            if (step % 10 == 0)
                Follow(_followed, ref _followedTo, _random.Next(1, 5), rounds: 2);
            if (step % 25 == 0)
                Compare($"seed {seed}, step {step}");
            if (step % 150 == 149)
                _catalog.Reopen();
        }

        Follow(_followed, ref _followedTo, 7, int.MaxValue);
        Assert.Equal(_model.Documents(), Lines(_followed));
        Compare($"seed {seed}, end");
        Assert.Null(_catalog.Reader.CheckIntegrity());
    }

    private void Step()
    {
        var media = _model.Media.Count == 0 ? 0 : _model.Media.Keys.ElementAt(_random.Next(_model.Media.Count));
        switch (media == 0 ? 0 : _random.Next(12))
        {
            case 0 or 1: PutFile(); break;
            case 2: PutFileFailure(); break;
            case 3: MarkMissing(); break;
            case 4 or 5: StoreProbe(media); break;
            case 6: StoreCues(media); break;
            case 7 or 8 or 9: StoreCaptions(); break;
            case 10: Complete(media); break;
            default: FailOrClear(media); break;
        }
    }

    private void PutFile()
    {
        var path = $"{_random.Next(8)}.mp4";
        var media = _catalog.Put(path, $"content {_random.Next(6)}");
        _model.Media.TryAdd(media, new CatalogModel.MediaState());
        _model.Files[path] = new CatalogModel.FileState(media, false, false);
    }

    private void PutFileFailure()
    {
        var path = $"{_random.Next(8)}.mp4";
        _catalog.Writer.PutFileFailure(_catalog.Library.Id, path, 1, 2, Broken);
        _model.Files[path] = new CatalogModel.FileState(null, false, true);
    }

    private void MarkMissing()
    {
        var path = _model.Files.Keys.ElementAt(_random.Next(_model.Files.Count));
        _catalog.Writer.MarkMissing([_catalog.Writer.Files(_catalog.Library.Id)[path].Id]);
        _model.Files[path] = _model.Files[path] with { Missing = true };
    }

    private void StoreProbe(long media)
    {
        var planned = _random.Next(1, 9);
        _catalog.Writer.StoreProbe(media, Probe(planned * 10), planned);
        var state = _model.Media[media];
        (state.Planned, state.Failure, state.Retryable) = (planned, null, false);
    }

    private void StoreCues(long media)
    {
        Cue[] cues = [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Cue(_random.Next(4), $"cue {_random.Next(3)}"))];
        _catalog.Writer.StoreCues(media, "cues/1", cues);
        if (_model.Media[media].Failure is null)
            (_model.Media[media].Cues, _model.Media[media].CuesFingerprint) = ([.. cues], "cues/1");
    }

    private void StoreCaptions()
    {
        var settings = AnySettings();
        var batch = Enumerable.Range(0, _random.Next(1, 9)).Select(_ =>
            (Media: _model.Media.Keys.ElementAt(_random.Next(_model.Media.Count)),
                Caption: Caption(_random.Next(8) * 10, _random.Next(5) == 0 ? null : $"text {_random.Next(4)}"))).ToList();
        _catalog.Writer.StoreCaptions(settings, batch);
        foreach (var (media, caption) in batch)
        {
            var state = _model.Media[media];
            if (state.Failure is not null || state.Complete == settings.Fingerprint())
                continue;
            state.Windows[caption.Window.StartMs] = (caption.Text, settings.Fingerprint());
            state.Complete = null;
        }
    }

    private void Complete(long media)
    {
        var settings = AnySettings();
        var seconds = _random.Next(1, 85);
        _catalog.Writer.CompleteCaptions(media, settings, TimeSpan.FromSeconds(seconds));
        var state = _model.Media[media];
        if (state.Failure is not null)
            return;
        var stale = state.Windows.Where(window => window.Value.Settings != settings.Fingerprint() || window.Key >= seconds * 1000).ToList();
        foreach (var window in stale)
            state.Windows.Remove(window.Key);
        (state.Complete, state.Attempts) = (settings.Fingerprint(), 0);
    }

    private void FailOrClear(long media)
    {
        if (_random.Next(4) == 0)
        {
            _catalog.Writer.ClearFailures([_catalog.Library.Id]);
            var held = _model.Files.Values.Where(file => file.Media is not null).Select(file => _model.Media[file.Media!.Value]);
            foreach (var state in held.Where(state => state.Failure is not null))
                (state.Failure, state.Retryable, state.Attempts) = (null, false, 0);
            foreach (var path in _model.Files.Keys.ToList())
                _model.Files[path] = _model.Files[path] with { Failed = false };
            return;
        }

        var retryable = _random.Next(2) == 0;
        _catalog.Writer.FailMedia(media, Broken, retryable);
        var attempts = _model.Media[media].Attempts + 1;
        _model.Media[media] = new CatalogModel.MediaState { Failure = Broken.Code, Retryable = retryable, Attempts = attempts };
    }

    private void Compare(string when)
    {
        var fingerprint = Settings.Fingerprint();
        Assert.Equal((when, _model.Windows()), (when, _catalog.Reader.Windows()));
        Assert.Equal((when, _model.Status("/films", fingerprint)), (when, Assert.Single(_catalog.Reader.LibraryStatus(fingerprint))));
        Assert.Equal(_model.Shown.Order(), _catalog.Reader.PathsOf(_model.Media.Keys).Keys.Order());
        Assert.Equal(_model.Unfinished(fingerprint).Order(),
            _catalog.Writer.Unfinished(fingerprint, [_catalog.Library.Id]).Select(work => work.MediaId).Order());
        foreach (var (media, state) in _model.Media)
        {
            Assert.Equal(state.Windows.Select(window => (window.Key, window.Value.Text, window.Value.Settings)),
                _catalog.Reader.Captions(media).Select(row => (row.Caption.Window.StartMs, row.Caption.Text, row.Settings.Fingerprint())));
        }

        var fresh = new Dictionary<string, TimedDocument>();
        long upTo = 0;
        Follow(fresh, ref upTo, 50, int.MaxValue);
        Assert.Equal(_model.Documents(), Lines(fresh));
    }

    private void Follow(Dictionary<string, TimedDocument> documents, ref long upTo, int max, int rounds)
    {
        for (var round = 0; round < rounds && upTo < _catalog.Reader.LastChange(); round++)
        {
            foreach (var change in _catalog.Reader.TextChangesAfter(upTo, max, out upTo))
            {
                if (change.Document is null)
                    documents.Remove(change.Id);
                else
                    documents[change.Id] = change.Document;
            }
        }
    }

    private CaptionSettings AnySettings() => _random.Next(3) == 0 ? OtherSettings : Settings;

    private static IEnumerable<string> Lines(Dictionary<string, TimedDocument> documents) => documents.Values
        .Select(document => $"{document.MediaId} {document.Source} {document.Span.StartMs} {document.Text}").Order(StringComparer.Ordinal);
}

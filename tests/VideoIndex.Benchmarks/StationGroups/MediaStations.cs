using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Benchmarks;

/// <summary>From a folder to frames.</summary>
internal sealed class MediaStations(BenchmarkFolder folder)
{
    private const int HdSeconds = 20;

    private readonly MediaOptions _options = new();
    private readonly Lazy<string> _tree = new(() => MakeTree(folder.NewFolder("tree")));
    private readonly Lazy<string> _hdFilm = new(() => new FilmMaker(folder).Hd(HdSeconds));

    public string HdFilm => _hdFilm.Value;

    public IEnumerable<Station> All()
    {
        yield return Station.Of("walk 5,000 files", "files/s", Walk);
        yield return new Station("fingerprint", "files/s", FingerprintAsync);
        yield return new Station("probe", "files/s", ProbeAsync);
        yield return DecodeStation("frames, sample films", () => SampleFilms.Paths);
        yield return DecodeStation("frames, 1080p H.264", () => [HdFilm]);
    }

    private Work Walk(CancellationToken cancel) => new(new FolderWalker().Walk(_tree.Value, cancel).Count());

    private async Task<Work> FingerprintAsync(CancellationToken cancel)
    {
        foreach (var film in SampleFilms.Paths)
            await ContentFingerprint.ComputeAsync(film, cancel);
        return new Work(SampleFilms.Paths.Count);
    }

    private async Task<Work> ProbeAsync(CancellationToken cancel) =>
        new((await SampleFilms.ProbeAsync(new MediaProber(_options), SampleFilms.Paths, cancel)).Count);

    /// <summary>All frames of all windows of films, one film after another; probed before.</summary>
    private Station DecodeStation(string name, Func<IReadOnlyList<string>> films)
    {
        var probed = new Lazy<Task<IReadOnlyList<(string Path, MediaProbe Probe)>>>(
            () => SampleFilms.ProbeAsync(new MediaProber(_options), films(), CancellationToken.None));
        return new Station(name, "x real time", async cancel =>
        {
            var video = TimeSpan.Zero;
            foreach (var (path, probe) in await probed.Value)
                await foreach (var window in new FrameReader(_options).ReadAsync(path, probe, SampleFilms.Plan, TimeSpan.Zero, cancel))
                    video += window.Window.Length;
            return new Work(video.TotalSeconds);
        });
    }

    private static string MakeTree(string root)
    {
        for (var branch = 0; branch < 50; branch++)
        {
            var leaf = Directory.CreateDirectory(Path.Combine(root, $"{branch / 10}", $"{branch}"));
            for (var file = 0; file < 100; file++)
                File.WriteAllBytes(Path.Combine(leaf.FullName, $"film {file}.mp4"), [0]);
        }

        return root;
    }
}

using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Benchmarks;

/// <summary>The sample films and what is known of them.</summary>
internal static class SampleFilms
{
    /// <summary>As `videoindex index` cuts them unless told otherwise.</summary>
    public static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    public static IReadOnlyList<string> Paths { get; } =
        [.. new FolderWalker().Walk(BenchmarkFolder.SampleMedia, CancellationToken.None).Select(file => Path.Combine(BenchmarkFolder.SampleMedia, file.RelativePath))];

    /// <summary>The first caption of each scene: what somebody would ask who remembers it.</summary>
    public static IReadOnlyList<string> Questions()
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BenchmarkFolder.SampleMedia, "truth.json")));
        return
        [
            .. truth.RootElement.EnumerateArray()
                .SelectMany(film => film.GetProperty("scenes").EnumerateArray())
                .Select(scene => scene.GetProperty("captions")[0].GetString()!),
        ];
    }

    public static async Task<IReadOnlyList<(string Path, MediaProbe Probe)>> ProbeAsync(MediaProber prober, IEnumerable<string> films, CancellationToken cancel)
    {
        var probed = new List<(string, MediaProbe)>();
        foreach (var film in films)
            probed.Add((film, await prober.ProbeAsync(film, cancel)));
        return probed;
    }
}

using System.Globalization;
using System.Text.Json;
using VideoIndex.Media;

namespace VideoIndex.Benchmarks.Plans;

/// <summary>The films on which plans are compared.</summary>
internal sealed class PlanFilms(BenchmarkFolder folder)
{
    /// <summary>Shots of the cut film last so many seconds, in turns; together with the number of clips chosen so that no two keep step.</summary>
    private static readonly int[] s_shotSeconds = [2, 5, 3, 4, 7, 1, 6];

    /// <summary>So that scenes lie otherwise in the windows.</summary>
    private static readonly int[] s_later = [2, 4, 5, 7];

    private const int Rounds = 7;

    /// <summary>A source with fewer seconds left gives no picture, and every shot after it would stand elsewhere than thought.</summary>
    private const double LeastLeft = 0.2;

    private readonly FilmMaker _maker = new(folder);

    public IReadOnlyList<PlanSet> All() =>
    [
        new("sample films as they ship", () => Samples(film => film)),
        new("the same and beginning 2, 4, 5 and 7 s later", () => [.. Samples(film => film), .. s_later.SelectMany(seconds => Samples(film => _maker.From(film, seconds)).Select(film => film.Later(TimeSpan.FromSeconds(seconds))))]),
        .. new[] { 1, 2, 3 }.Select(seconds => new PlanSet(
            string.Create(CultureInfo.InvariantCulture, $"sample films, a keyframe each {seconds} s"), () => Samples(film => _maker.Anew(film, seconds)))),
        .. new[] { 1, 2, 3 }.Select(seconds => new PlanSet(
            string.Create(CultureInfo.InvariantCulture, $"cut from films of people, a keyframe each {seconds} s"), () => [Cut(seconds)])),
        new("cut from films of people, keyframes where the encoder puts them", () => [Cut(null)]),
    ];

    private static IReadOnlyList<PlanFilm> Samples(Func<string, string> make)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BenchmarkFolder.SampleMedia, "truth.json")));
        return [.. truth.RootElement.EnumerateArray().Select(film => new PlanFilm(
            make(Path.Combine(BenchmarkFolder.SampleMedia, film.GetProperty("file").GetString()!)), [.. film.GetProperty("scenes").EnumerateArray().Select(ToScene)]))];
    }

    private static Scene ToScene(JsonElement scene) => new(
        TimeSpan.FromSeconds(scene.GetProperty("start").GetDouble()), TimeSpan.FromSeconds(scene.GetProperty("end").GetDouble()),
        [.. scene.GetProperty("captions").EnumerateArray().Select(caption => caption.GetString()!)]);

    private static TimeSpan LengthOf(string film) => new MediaProber(new MediaOptions()).ProbeAsync(film, CancellationToken.None).GetAwaiter().GetResult().Duration;

    /// <summary>Several times through all clips, each time from a second later in them.</summary>
    private PlanFilm Cut(int? keyframeSeconds)
    {
        var clips = Directory.GetFiles(BenchmarkFolder.Shared("media", "clips")).Where(file => Path.GetExtension(file) is ".mp4" or ".mkv" or ".webm").Order(StringComparer.Ordinal).ToList();
        var lengths = clips.ToDictionary(clip => clip, LengthOf);
        var shots = Enumerable.Range(0, Rounds * clips.Count).Select(i => (Source: clips[i % clips.Count], From: i / clips.Count % 4, Length: s_shotSeconds[i % s_shotSeconds.Length]))
            .Where(shot => lengths[shot.Source] > TimeSpan.FromSeconds(shot.From + LeastLeft)).ToList();
        var scenes = new List<Scene>();
        foreach (var (_, _, length) in shots)
        {
            var start = scenes.Count == 0 ? TimeSpan.Zero : scenes[^1].End;
            scenes.Add(new Scene(start, start + TimeSpan.FromSeconds(length), []));
        }

        return new PlanFilm(_maker.CutFrom(shots, keyframeSeconds), scenes);
    }
}

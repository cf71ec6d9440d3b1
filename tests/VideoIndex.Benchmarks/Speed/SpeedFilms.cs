using System.Globalization;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Films that the rows are measured on, made when first asked for and kept for the next run in a folder of their own.</summary>
internal sealed class SpeedFilms(BenchmarkFolder folder)
{
    public const int OrdinarySeconds = 120, StillSeconds = 300, HdSeconds = 30, LongHdSeconds = 300, Clips = 40, Few = 12, Many = 1_000, ClipSeconds = 5;

    private static readonly string[] s_ordinary = ["car-detection.mp4", "chaplin.mp4", "big_buck_bunny_0_30.webm", "bikes.mp4", "flipping_a_pancake.mkv"];

    private static readonly string s_kept = Path.Combine(Path.GetTempPath(), "videoindex-speed-films");

    private readonly FilmMaker _maker = new(folder);

    /// <summary>Cuts of 8 s each from films of people, or from the sample films where those are not at hand; then the same mirrored, and once more from nearer.</summary>
    public string Ordinary => Film("ordinary-120", () => _maker.Ordinary(OrdinarySources(), OrdinarySeconds / (FilmMaker.Passes * s_ordinary.Length)));

    public string Slides => Film("slides-300", () => _maker.Slides(StillSeconds));

    public string StillCamera => Film("camera-300", () => _maker.StillCamera(StillSeconds));

    /// <summary>A folder.</summary>
    public string ShortClips => Folder("clips", () => _maker.Clips(Clips));

    /// <summary>A folder with one film as long as the clips together.</summary>
    public string OneFilm => Folder("film", () => _maker.OneFilm(Clips * ClipSeconds));

    /// <summary>A folder: few enough for a model that takes seconds for each.</summary>
    public string FewClips => Folder("few-clips", () => _maker.Clips(Few));

    /// <summary>A folder with one film as long as the few clips together.</summary>
    public string ShortFilm => Folder("short-film", () => _maker.OneFilm(Few * ClipSeconds));

    /// <summary>A folder: more than an index run takes in two minutes.</summary>
    public string ManyClips => Folder("many-clips", () => _maker.Clips(Many));

    /// <summary>A folder with one film.</summary>
    public string LongFilm => Folder("long", () => _maker.OneFilm(10 * Clips * ClipSeconds));

    /// <summary>A folder with one film.</summary>
    public string LongestFilm => Folder("four-hours", () => _maker.OneFilm(72 * Clips * ClipSeconds));

    public string Hd(int seconds, int picturesApart) =>
        Film(string.Create(CultureInfo.InvariantCulture, $"hd-{seconds}-{picturesApart}"), () => _maker.HdWithKeyframes(seconds, picturesApart));

    /// <summary>Five minutes of it: of a shorter film the starts of ffprobe and ffmpeg are a third of the time that keyframes take.</summary>
    public string LongHd(int picturesApart) =>
        Film(string.Create(CultureInfo.InvariantCulture, $"long-hd-{picturesApart}"), () => _maker.Again(Hd(2 * HdSeconds, picturesApart), 5));

    /// <summary>A quarter of an hour: of five minutes with one picture a window a tenth is what comes before the first window.</summary>
    public string QuarterHd => Film("quarter-hd-60", () => _maker.Again(Hd(LongHdSeconds, 60), 3));

    private static string Film(string name, Func<string> make) => Directory.GetFiles(Folder(name, () => Path.GetDirectoryName(make())!)).Single();

    private static string Folder(string name, Func<string> make)
    {
        var kept = Path.Combine(s_kept, name);
        if (Directory.Exists(kept))
            return kept;
        Directory.CreateDirectory(s_kept);
        Directory.Move(make(), kept);
        return kept;
    }

    private static IReadOnlyList<string> OrdinarySources()
    {
        try
        {
            var clips = BenchmarkFolder.Shared("media", "clips");
            return [.. s_ordinary.Select(name => Path.Combine(clips, name))];
        }
        catch (DirectoryNotFoundException)
        {
            return SampleFilms.Paths;
        }
    }
}

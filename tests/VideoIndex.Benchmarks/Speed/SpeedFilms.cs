using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Films that the rows are measured on, made when first asked for.</summary>
internal sealed class SpeedFilms(BenchmarkFolder folder)
{
    public const int OrdinarySeconds = 40, StillSeconds = 60, HdSeconds = 30, Clips = 40, ClipSeconds = 5;

    private static readonly string[] s_ordinary = ["car-detection.mp4", "chaplin.mp4", "big_buck_bunny_0_30.webm", "bikes.mp4", "flipping_a_pancake.mkv"];

    private readonly FilmMaker _maker = new(folder);
    private readonly Dictionary<string, string> _made = [];

    /// <summary>Cuts of 8 s each from films of people, or from the sample films where those are not at hand.</summary>
    public string Ordinary => Made("ordinary", () => _maker.Ordinary(OrdinarySources(), OrdinarySeconds / s_ordinary.Length));

    public string Slides => Made("slides", () => _maker.Slides(StillSeconds));

    public string StillCamera => Made("camera", () => _maker.StillCamera(StillSeconds));

    public string ShortClips => Made("clips", () => _maker.Clips(Clips));

    public string OneFilm => Made("film", () => _maker.OneFilm(Clips * ClipSeconds));

    public string LongFilm => Made("long", () => _maker.OneFilm(10 * Clips * ClipSeconds));

    public string Hd(int seconds, int picturesApart) => Made($"hd {seconds} {picturesApart}", () => _maker.HdWithKeyframes(seconds, picturesApart));

    private string Made(string name, Func<string> make) => _made.TryGetValue(name, out var path) ? path : _made[name] = make();

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

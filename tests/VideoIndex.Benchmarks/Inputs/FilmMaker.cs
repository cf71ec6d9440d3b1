using System.Diagnostics;
using System.Globalization;

namespace VideoIndex.Benchmarks;

/// <summary>Makes films out of the sample ones with ffmpeg.</summary>
internal sealed class FilmMaker(BenchmarkFolder folder)
{
    private static readonly string Source = Path.Combine(BenchmarkFolder.SampleMedia, "football-match.mp4");

    /// <summary>1080p H.264, 30 pictures a second with the grain of a camera, about 6 Mbit/s, a keyframe every 8 s at most.</summary>
    public string Hd(int seconds)
    {
        var film = folder.NewPath("1080p.mp4");
        Run("-i", Source, "-t", Text(seconds), "-vf", "fps=30,scale=1920:1080,noise=alls=12:allf=t", "-an",
            "-c:v", "libx264", "-preset", "veryfast", "-b:v", "6M", "-g", "240", "-pix_fmt", "yuv420p", film);
        return film;
    }

    /// <summary>1080p, as <see cref="Hd"/>, with a keyframe exactly so many pictures apart.</summary>
    public string HdWithKeyframes(int seconds, int picturesApart)
    {
        var film = Path.Combine(folder.NewFolder("keyframes"), "1080p.mp4");
        Run("-stream_loop", "-1", "-i", Source, "-t", Text(seconds), "-vf", "fps=30,scale=1920:1080,noise=alls=12:allf=t", "-an", "-c:v", "libx264", "-preset", "veryfast",
            "-b:v", "6M", "-g", Text(picturesApart), "-keyint_min", Text(picturesApart), "-sc_threshold", "0", "-pix_fmt", "yuv420p", film);
        return film;
    }

    /// <summary>The same film so many times on end, in a folder of its own.</summary>
    public string Again(string film, int times)
    {
        var made = Path.Combine(folder.NewFolder("again"), "film.mp4");
        Run("-stream_loop", Text(times - 1), "-i", film, "-c", "copy", made);
        return made;
    }

    /// <summary>How an ordinary film shows its sources, one pass after another: as they are, mirrored, and from nearer.</summary>
    private static readonly string[] s_passes = ["null", "hflip", "crop=iw*3/4:ih*3/4"];

    public static int Passes => s_passes.Length;

    /// <summary>A folder with a 720p film of cuts from these, each of some seconds in each pass, as encoders write it unless told otherwise.</summary>
    public string Ordinary(IReadOnlyList<string> sources, int secondsEach)
    {
        var inputs = sources.SelectMany(source => (string[])["-t", Text(secondsEach), "-i", source]);
        var scaled = sources.Select((_, i) => $"[{i}:v:0]split={s_passes.Length}{string.Concat(s_passes.Select((_, pass) => $"[s{i}.{pass}]"))};" + string.Concat(s_passes.Select((change, pass) =>
            $"[s{i}.{pass}]{change},scale=1280:720,setsar=1,fps=25,tpad=stop=-1:stop_mode=clone,trim=duration={Text(secondsEach)},format=yuv420p[v{pass}.{i}];")));
        var order = Enumerable.Range(0, s_passes.Length).SelectMany(pass => sources.Select((_, i) => $"[v{pass}.{i}]"));
        var filter = string.Concat(scaled) + string.Concat(order) + $"concat=n={s_passes.Length * sources.Count}[v]";
        return Made("ordinary", [.. inputs, "-filter_complex", filter, "-map", "[v]"]);
    }

    /// <summary>The same pictures as 480p, encoded anew, at 24 a second, with a keyframe each so many seconds.</summary>
    public string Anew(string film, int keyframeSeconds) => Made("anew", ["-i", film, "-vf", "fps=24,scale=854:480", "-crf", "18", .. KeyframeEach(24 * keyframeSeconds)]);

    /// <summary>The same film without its first seconds, encoded anew.</summary>
    public string From(string film, int seconds) => Made("later", ["-ss", Text(seconds), "-i", film, "-crf", "18"]);

    /// <summary>A film of 320 x 180 cut from others, each shot with its start and length in seconds (the last picture stands where a source ends before).</summary>
    /// <param name="keyframeSeconds">Null: where the encoder puts them, at shot changes among others.</param>
    public string CutFrom(IReadOnlyList<(string Source, int From, int Length)> shots, int? keyframeSeconds)
    {
        var inputs = shots.SelectMany(shot => (string[])["-ss", Text(shot.From), "-t", Text(shot.Length), "-i", shot.Source]);
        var scaled = shots.Select((shot, i) => $"[{i}:v:0]scale=320:180,setsar=1,fps=25,tpad=stop=-1:stop_mode=clone,trim=duration={Text(shot.Length)},format=yuv420p[v{i}];");
        var filter = string.Concat(scaled) + string.Concat(shots.Select((_, i) => $"[v{i}]")) + $"concat=n={shots.Count}[v]";
        return Made("cut", [.. inputs, "-filter_complex", filter, "-map", "[v]", .. keyframeSeconds is { } seconds ? KeyframeEach(25 * seconds) : []]);
    }

    /// <summary>A folder with a 720p film of slides that stand for 25 s each.</summary>
    public string Slides(int seconds) => Made("slides", "-stream_loop", "-1", "-i", Source, "-vf", "fps=1/25,scale=1280:720,fps=25", "-t", Text(seconds));

    /// <summary>A folder with a 720p film of one view, with the grain of a camera.</summary>
    public string StillCamera(int seconds) => Made("camera",
        "-loop", "1", "-framerate", "25", "-i", StillPicture(), "-t", Text(seconds), "-vf", "scale=1280:720,noise=alls=6:allf=t");

    private static string[] KeyframeEach(int pictures) => ["-g", Text(pictures), "-keyint_min", Text(pictures), "-sc_threshold", "0"];

    private string StillPicture()
    {
        var picture = folder.NewPath("view.png");
        Run("-ss", "3", "-i", Source, "-frames:v", "1", picture);
        return picture;
    }

    private string Made(string name, params string[] arguments)
    {
        var film = Path.Combine(folder.NewFolder(name), "film.mp4");
        Run([.. arguments, "-an", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", film]);
        return film;
    }

    /// <summary>A folder with one film of this length.</summary>
    public string OneFilm(int seconds)
    {
        var made = folder.NewFolder("film");
        Run("-stream_loop", "-1", "-i", Source, "-t", Text(seconds), "-c", "copy", Path.Combine(made, "film.mp4"));
        return made;
    }

    /// <summary>A folder with so many clips of the same pictures, 5 s each; each has a title of its own, so that no two have the same content.</summary>
    public string Clips(int count)
    {
        var made = folder.NewFolder("clips");
        for (var clip = 0; clip < count; clip++)
            Run("-ss", Text(clip * 5 % 100), "-i", Source, "-t", "5", "-c", "copy", "-metadata", $"title=clip {Text(clip)}", Path.Combine(made, $"clip-{Text(clip)}.mp4"));
        return made;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg");
        foreach (var argument in (string[])["-v", "error", "-nostdin", .. arguments])
            start.ArgumentList.Add(argument);
        using var ffmpeg = Process.Start(start)!;
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg could not make a film (exit code {ffmpeg.ExitCode}); what it said is above");
    }
}

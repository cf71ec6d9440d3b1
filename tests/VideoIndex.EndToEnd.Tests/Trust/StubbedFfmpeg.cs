namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>Puts a script before the real ffmpeg: it decides what becomes of a decode; everything else goes to the real one.</summary>
internal static class StubbedFfmpeg
{
    /// <param name="decode">Shell commands run when frames are asked for; <c>$real</c> is the real ffmpeg, <c>$PPID</c> the program.</param>
    public static ProgramRunner In(FilmLibrary library, string decode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: a shell script stands in for ffmpeg");
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "ffmpeg")).First(File.Exists);
        Directory.CreateDirectory(library["bin"]);
        File.WriteAllText(library["bin", "ffmpeg"], $"#!/bin/sh\nreal='{real}'\ncase \"$*\" in *rawvideo*) {decode} ;; esac\nexec \"$real\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(library["bin", "ffmpeg"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var program = library.Program;
        return program with { Environment = new Dictionary<string, string?>(program.Environment) { ["PATH"] = $"{library["bin"]}:{path}" } };
    }
}

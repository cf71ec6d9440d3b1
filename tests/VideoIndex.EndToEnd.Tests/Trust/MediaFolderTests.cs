using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>Media folders as they are found: read-only, partly closed, full of things that are no files, unplugged while we read.</summary>
public sealed class MediaFolderTests
{
    [Fact]
    public async Task ARootMountedReadOnly_IsIndexed_AndSoIsEverythingBesideWhatIsNoFile()
    {
        using var library = new FilmLibrary();
        library.Copy("seaside.webm", "good.webm");
        await Shell.RunAsync($"""
            cd '{library.Films}' && mkdir sub && ln -s . loop && ln -s .. up.mp4 && ln -s nowhere dangling.mp4 && ln -s / sub/root
            ln -s good.webm link.webm && mkfifo pipe.mp4 && mkfifo sub/good.srt
            """);
        await Shell.MountAsync($"--bind '{library.Films}' '{library.Films}' && mount -o remount,ro,bind '{library.Films}'");
        try
        {
            await library.IndexAsync();
            var status = (await library.StatusAsync()).GetProperty("libraries")[0];
            Assert.Equal((1, 0), (status.GetProperty("media").GetInt64(), status.GetProperty("failed").GetInt64()));
            Assert.False((await library.SearchAsync("boat sea")).GetProperty("no_match").GetBoolean());
        }
        finally
        {
            await Shell.RunAsync($"umount '{library.Films}'");
        }
    }

    [Fact]
    public async Task WhatMayNotBeRead_IsNamed_AndTheRestIsIndexed()
    {
        using var library = new FilmLibrary();
        var program = await AsNobodyAsync(library);
        library.Copy("seaside.webm", "good.webm");
        library.Copy("football-match.mp4", "secret.mp4");
        Directory.CreateDirectory(library.Film("closed"));
        library.Copy("family-kitchen.mov", "closed/egg.mov");
        await Shell.RunAsync($"chown -R 65534 '{library[""]}' && chmod 000 '{library.Film("secret.mp4")}'");
        await library.IndexAsync(program);
        Assert.Equal([(library.Film("secret.mp4"), "unreadable_file")], Pairs(await library.FailuresAsync()));

        await Shell.RunAsync($"chmod 644 '{library.Film("secret.mp4")}' && chmod 000 '{library.Film("closed")}'");
        await library.IndexAsync(program);
        Assert.Equal([(library.Film("closed"), "unreadable_folder")], Pairs(await library.FailuresAsync()));
        Assert.Equal(3, (await library.SearchAsync("boat egg goal")).GetProperty("clips").EnumerateArray().Select(Path).Distinct().Count());
    }

    [Theory]
    [InlineData("000")]
    [InlineData("444")] // can be listed, but nothing in it can be looked at
    public async Task ARootThatMayNotBeRead_IsOffline_AndNothingOfItIsHidden(string mode)
    {
        using var library = new FilmLibrary();
        var program = await AsNobodyAsync(library);
        library.Copy("seaside.webm", "good.webm");
        await Shell.RunAsync($"chown -R 65534 '{library[""]}'");
        await library.IndexAsync(program);

        await Shell.RunAsync($"chmod {mode} '{library.Films}'");
        var refused = await program.RunAsync("index", library.Films);
        Assert.True(refused.ExitCode == 2 && refused.Error.Contains("offline", StringComparison.Ordinal), refused.ToString());
        Assert.Equal("offline", (await library.StatusAsync()).GetProperty("libraries")[0].GetProperty("state").GetString());
        Assert.False((await library.SearchAsync("boat")).GetProperty("no_match").GetBoolean());
    }

    [Fact]
    public async Task ADriveUnpluggedWhileItIsIndexedAgain_CostsNoCaption()
    {
        using var library = new FilmLibrary();
        await Shell.MountAsync($"-t tmpfs -o size=32m tmpfs '{library.Films}'");
        var isMounted = true;
        try
        {
            foreach (var film in new[] { "football-match.mp4", "seaside.webm", "city-day.mkv" })
                library.Copy(film, film);
            await library.IndexAsync();
            var before = await library.SearchAsync("goal boat bus", "-n", "50");

            await using var again = SlowDecoder(library).Start("index", library.Films, "--frames", "2");
            await again.WaitForTextAsync("model:");
            while (!File.Exists(library["decoding"]) && !again.HasExited)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await Shell.RunAsync($"umount -l '{library.Films}'");
            isMounted = false;
            var ended = await again.WaitAsync();

            Assert.True(ended.ExitCode == 2 && ended.Error.Contains("offline", StringComparison.Ordinal), ended.ToString());
            Assert.Empty(await library.FailuresAsync());
            var after = await library.SearchAsync("goal boat bus", "-n", "50");
            Assert.Equal(before.GetProperty("clips").ToString(), after.GetProperty("clips").ToString());
        }
        finally
        {
            if (isMounted)
                await Shell.RunAsync($"umount '{library.Films}'");
        }
    }

    /// <summary>An ffmpeg that says when it begins to decode, and then finds that its file is gone.</summary>
    private static ProgramRunner SlowDecoder(FilmLibrary library) => StubbedFfmpeg.In(library, $"touch '{library["decoding"]}'; sleep 2; exit 1");

    private static List<(string Path, string Code)> Pairs(Dictionary<string, string> failures) => [.. failures.Select(failure => (failure.Key, failure.Value))];

    private static string? Path(JsonElement clip) => clip.GetProperty("path").GetString();

    /// <summary>The program as a user without rights; root may read everything.</summary>
    private static async Task<ProgramRunner> AsNobodyAsync(FilmLibrary library)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "left out: only root can become another user");
        var program = library.Program with
        {
            Command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. library.Program.Command],
            WorkingFolder = "/",
        };
        var answer = await program.RunAsync("--version");
        Assert.SkipUnless(answer.ExitCode == 0, "left out: another user may not run what was built here");
        return program;
    }
}

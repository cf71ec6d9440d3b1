using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>A folder of films and a data folder of its own, and what the built program says of them.</summary>
internal sealed class FilmLibrary : IDisposable
{
    /// <summary>Ten seconds of the drawn world: two players in red pass the ball.</summary>
    public const string ShortFilmCaption = "players in red shirts pass the ball";

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public FilmLibrary() => Directory.CreateDirectory(Films);

    public string Films => _folder["films"];

    public string Data => _folder["data"];

    public ProgramRunner Program => ProgramRunner.WithData(Data);

    public string this[params string[] parts] => _folder[parts];

    /// <summary>The path of a film of the library, or a folder in it.</summary>
    public string Film(string name) => Path.Combine(Films, name);

    /// <summary>Lays a sample film into the library.</summary>
    public void Copy(string sample, string name) => File.Copy(Path.Combine(TestFolders.SampleMedia, sample), Film(name));

    /// <summary>Lays some seconds of a sample film into the library; no two are the same content when they begin or end elsewhere.</summary>
    public async Task CutAsync(string sample, string name, double from, double seconds)
    {
        var cut = await new ProgramRunner { Command = ["ffmpeg", "-v", "error", "-nostdin", "-y"] }.RunAsync(
            "-ss", Number(from), "-i", Path.Combine(TestFolders.SampleMedia, sample), "-t", Number(seconds), "-an", "-sn",
            "-c:v", "libx264", "-preset", "ultrafast", $"file:{Film(name)}");
        Assert.True(cut.ExitCode == 0, cut.ToString());
    }

    public Task<ProgramResult> IndexAsync(params string[] options) => IndexAsync(Program, options);

    public async Task<ProgramResult> IndexAsync(ProgramRunner program, params string[] options)
    {
        var result = await program.RunAsync(["index", Films, .. options]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    public async Task<JsonElement> SearchAsync(string query, params string[] options)
    {
        var result = await Program.RunAsync(["search", query, "--json", .. options]);
        Assert.True(result.ExitCode is 0 or 1, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }

    public async Task<JsonElement> StatusAsync()
    {
        var result = await Program.RunAsync("status", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Code of the failure of each path that has one.</summary>
    public async Task<Dictionary<string, string>> FailuresAsync() => (await StatusAsync()).GetProperty("failures").EnumerateArray()
        .ToDictionary(failure => failure.GetProperty("path").GetString()!, failure => failure.GetProperty("code").GetString()!);

    public void Dispose() => _folder.Dispose();

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

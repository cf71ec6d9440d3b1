using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Models;

/// <summary>The built program and a hub on this machine: pull, stop, go on, index with what was pulled, verify, remove.</summary>
public sealed class ModelCommandTests
{
    private const string Token = "hf_0123456789abcdef";

    [Fact]
    public async Task PulledModel_IsTheDefault_AndReallyIndexes()
    {
        using var folder = TestFolders.NewTemporary();
        await using var hub = new FakeHub(FakeHub.FilesOf(TestFolders.SampleModel));
        var program = Program(folder, hub);
        Assert.Equal("sample", (await ListAsync(program)).GetProperty("default").GetString());
        var pulled = await SucceedAsync(program, "model", "pull", "500m");
        Assert.Contains("500m is here", pulled.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, pulled.Error + pulled.Output, StringComparison.Ordinal);

        var list = await ListAsync(program);
        Assert.Equal("500m", list.GetProperty("default").GetString());
        var model = Assert.Single(list.GetProperty("models").EnumerateArray(), model => model.GetProperty("default").GetBoolean());
        Assert.Equal(("500m", "whole"), (model.GetProperty("name").GetString(), model.GetProperty("state").GetString()));
        Assert.Equal("7b375e1b73b11138ff12fe22c8f2822d8fe03467", model.GetProperty("revision").GetString());
        Assert.Equal(hub.Files.Sum(file => file.Value.Length), model.GetProperty("size_bytes").GetInt64());

        var films = folder["films"];
        Directory.CreateDirectory(films);
        File.Copy(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), Path.Combine(films, "a.mp4"));
        var index = await SucceedAsync(program, "index", films);
        Assert.Contains("model: 500m@", index.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sample model", index.Error, StringComparison.Ordinal);
        Assert.Contains("celebrat", (await SucceedAsync(program, "search", "goal celebration")).Output, StringComparison.OrdinalIgnoreCase);

        var doctor = await program.RunAsync("doctor", "--model", "500m");
        Assert.Contains("given with --model", doctor.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^ok +models +500m$", doctor.Output);
        Assert.Contains("500m: whole", (await SucceedAsync(program, "model", "verify")).Output, StringComparison.Ordinal);
        await SucceedAsync(program, "model", "remove", "500m");
        Assert.Equal("sample", (await ListAsync(program)).GetProperty("default").GetString());
    }

    [Theory]
    [InlineData("Ctrl-C")]
    [InlineData("kill -9")]
    public async Task StoppedPull_KeepsWhatWasReceived_AndTheNextPullGoesOn(string how)
    {
        using var folder = TestFolders.NewTemporary();
        await using var hub = new FakeHub(FakeHub.FilesOf(TestFolders.SampleModel));
        var program = Program(folder, hub);
        var half = hub.Files["model.safetensors"].Length / 2;
        hub.Answer = request => request.ToCdn ? hub.Usual(request) with { CutAfter = half, Hangs = true } : null;
        await using (var running = program.Start("model", "pull", "256m"))
        {
            var part = folder["data", "models", ".256m-067788b1.part", "model.safetensors.part"];
            while (!File.Exists(part) || new FileInfo(part).Length < half)
            {
                Assert.False(running.HasExited, running.Error);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            if (how == "Ctrl-C")
                running.Interrupt();
            else
                running.Kill();
            var stopped = await running.WaitAsync();
            Assert.True(stopped.ExitCode == (how == "Ctrl-C" ? 130 : 137), stopped.ToString());
            Assert.Equal(how == "Ctrl-C", stopped.Error.Contains("stopped", StringComparison.Ordinal));
        }

        var partial = (await ListAsync(program)).GetProperty("models")[0];
        Assert.Equal(("256m", "partial"), (partial.GetProperty("name").GetString(), partial.GetProperty("state").GetString()));
        AssertRefused(await program.RunAsync("index", "--model", "256m"), "not all here", "model pull 256m");
        hub.Answer = _ => null;
        await SucceedAsync(program, "model", "pull", "256m");
        Assert.Equal([null, half], hub.Requests.Where(request => request.ToCdn).Select(request => request.From));
        await SucceedAsync(program, "model", "verify", "256m");
    }

    [Fact]
    public async Task Verify_ExitsWith2_NamingBothHashes_AndPullMends()
    {
        using var folder = TestFolders.NewTemporary();
        await using var hub = new FakeHub(FakeHub.FilesOf(TestFolders.SampleModel));
        var program = Program(folder, hub);
        await SucceedAsync(program, "model", "pull", "500m");
        var weights = folder["data", "models", "500m", "model.safetensors"];
        var changed = hub.Files["model.safetensors"].ToArray();
        changed[^1] ^= 1;
        await File.WriteAllBytesAsync(weights, changed, TestContext.Current.CancellationToken);
        var result = await program.RunAsync("model", "verify");
        AssertRefused(result, "damaged", "model pull 500m");
        Assert.Contains($"expected {changed.Length} bytes with the SHA-256 {FakeHub.Sha256(hub.Files["model.safetensors"])}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"found    {changed.Length} bytes with the SHA-256 {FakeHub.Sha256(changed)}", result.Output, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(weights, changed[..1000], TestContext.Current.CancellationToken);
        AssertRefused(await program.RunAsync("index", TestFolders.SampleMedia), "found 1000 bytes", "mends");
        await SucceedAsync(program, "model", "pull", "500m");
        await SucceedAsync(program, "model", "verify", "500m");
    }

    [Fact]
    public async Task FromFolder_NeedsNoHub()
    {
        using var folder = TestFolders.NewTemporary();
        var program = Program(folder, hub: null);
        await SucceedAsync(program, "model", "pull", "tuned", "--from", TestFolders.SampleModel);
        Assert.Equal("tuned", (await ListAsync(program)).GetProperty("default").GetString());
        AssertRefused(await program.RunAsync("model", "pull", "untuned"), "untuned", "--from");
    }

    [Fact]
    public async Task Embedder_IsTakenByItsName_AndACaptionModelIsNone()
    {
        using var folder = TestFolders.NewTemporary();
        var program = Program(folder, hub: null);
        AssertRefused(await program.RunAsync("search", "goal", "--embedder", "minilm"), "`minilm` given with --embedder is not here", "model pull minilm");
        await SucceedAsync(program, "model", "pull", "words", "--from", TestFolders.SampleEmbedder);
        await SucceedAsync(program, "model", "pull", "tuned", "--from", TestFolders.SampleModel);
        await File.WriteAllTextAsync(folder["captions.jsonl"],
            """{"media":"a","duration_ms":20000,"start_ms":0,"end_ms":10000,"text":"Players celebrate a goal."}""", TestContext.Current.CancellationToken);
        await SucceedAsync(program, "import", folder["captions.jsonl"], "--embedder", "words");
        var found = await SucceedAsync(program, "search", "people cheer after scoring", "--embedder", "words", "--all", "--json");
        Assert.Contains("celebrate", found.Output, StringComparison.Ordinal);
        AssertRefused(await program.RunAsync("search", "goal", "--embedder", "tuned"), "`tuned` captions", "turns words into vectors");
    }

    [Theory]
    [InlineData("ftp://example.org", null, "ftp://example.org")]
    [InlineData("nonsense", null, "nonsense")]
    [InlineData("http://192.0.2.1", Token, "unprotected")]
    public async Task WrongEnvironment_IsNamed_BeforeAnythingIsSent(string endpoint, string? token, string named)
    {
        using var folder = TestFolders.NewTemporary();
        var program = Program(folder, hub: null);
        program = program with { Environment = new Dictionary<string, string?>(program.Environment) { ["HF_ENDPOINT"] = endpoint, ["HF_TOKEN"] = token } };
        AssertRefused(await program.RunAsync("model", "pull", "500m"), named, "HF_");
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model", "pull")]
    [InlineData("model", "pull", "900b")]
    [InlineData("model", "remove", "500m")]
    [InlineData("model", "verify", "500m")]
    [InlineData("model", "verify", "../500m")]
    [InlineData("index", "--model", "500m")]
    [InlineData("index", "--model", "minilm")]
    public async Task WrongName_IsRefused(params string[] arguments)
    {
        using var folder = TestFolders.NewTemporary();
        AssertRefused(await Program(folder, hub: null).RunAsync(arguments), "");
    }

    [Fact]
    public async Task FullDisk_IsSaid_AndTheNextPullGoesOn()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "left out: only root can mount a small disk");
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["disk"]);
        var shell = new ProgramRunner { Command = ["/bin/sh", "-c"] };
        var mounted = await shell.RunAsync($"mount -t tmpfs -o size=80m tmpfs {folder["disk"]}");
        Assert.SkipUnless(mounted.ExitCode == 0, $"left out: cannot mount a small disk here: {mounted.Error}");
        try
        {
            await using var hub = new FakeHub(FakeHub.FilesOf(TestFolders.SampleModel));
            var program = Program(folder, hub) with { Environment = new Dictionary<string, string?>(Program(folder, hub).Environment) { ["VIDEOINDEX_DATA"] = folder["disk", "data"] } };
            // The space goes while the pull runs: it was there when the pull began.
            hub.Answer = request =>
            {
                if (request.ToCdn)
                    File.WriteAllBytes(folder["disk", "filler"], new byte[77 << 20]);
                return null;
            };
            AssertRefused(await program.RunAsync("model", "pull", "500m"), "disk is full", "pull again");
            hub.Answer = _ => null;
            AssertRefused(await program.RunAsync("model", "pull", "500m"), "no room", "free some space");
            File.Delete(folder["disk", "filler"]);
            await SucceedAsync(program, "model", "pull", "500m");
            await SucceedAsync(program, "model", "verify", "500m");
        }
        finally
        {
            await shell.RunAsync($"umount {folder["disk"]}");
        }
    }

    private static ProgramRunner Program(TemporaryFolder folder, FakeHub? hub) => ProgramRunner.WithData(folder["data"]) with
    {
        Environment = new Dictionary<string, string?>
        {
            ["VIDEOINDEX_DATA"] = folder["data"],
            ["VIDEOINDEX_MODEL"] = null,
            ["HF_ENDPOINT"] = hub?.Endpoint.ToString() ?? "http://127.0.0.1:1",
            ["HF_TOKEN"] = Token,
        },
    };

    private static async Task<ProgramResult> SucceedAsync(ProgramRunner program, params string[] arguments)
    {
        var result = await program.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private static async Task<JsonElement> ListAsync(ProgramRunner program) =>
        JsonDocument.Parse((await SucceedAsync(program, "model", "list", "--json")).Output).RootElement;

    private static void AssertRefused(ProgramResult result, string named, string hint = "")
    {
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, result.Error, StringComparison.Ordinal);
    }
}

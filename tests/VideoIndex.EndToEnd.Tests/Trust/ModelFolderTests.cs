using System.Text.RegularExpressions;

namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>What the program opens of a model's folder: settings and weights, never anything that could be code.</summary>
public sealed partial class ModelFolderTests
{
    [Fact]
    public async Task Ask_OpensNothingButSettingsAndWeights_OfAModelsFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/strace"), "left out: strace is not at hand");
        using var folder = TestFolders.NewTemporary();
        TestFolders.CopySampleModel(folder["model"]);
        foreach (var name in (string[])["pytorch_model.bin", "model.pt", "training_args.pkl", "modeling_smolvlm.py", "model.onnx", "model.ort", "adapter.so"])
            await File.WriteAllTextAsync(folder["model", name], "\u0080\u0004whatever", TestContext.Current.CancellationToken);

        var traced = new ProgramRunner();
        traced = traced with { Command = ["/usr/bin/strace", "-f", "-qq", "-e", "trace=open,openat,openat2,execve", "-s", "4096", "-o", folder["trace"], .. traced.Command] };
        var result = await traced.RunAsync("ask", Path.Combine(TestFolders.SampleModel, "golden", "cat.png"), "What is this?", "--max-new-tokens", "2", "--model", folder["model"]);
        Assert.SkipWhen(result.Error.Contains("PTRACE", StringComparison.Ordinal), "left out: this machine does not let strace look");
        Assert.True(result.ExitCode == 0, result.ToString());

        var opened = File.ReadLines(folder["trace"]).Select(line => PathInCall().Match(line)).Where(call => call.Success).Select(call => call.Groups[1].Value)
            .Where(path => path.StartsWith(folder["model"] + "/", StringComparison.Ordinal)).Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("model.safetensors", opened);
        Assert.Contains("tokenizer.json", opened);
        Assert.All(opened, name => Assert.Contains(Path.GetExtension(name), (string[])[".json", ".safetensors"]));
    }

    [GeneratedRegex("\"(/[^\"]*)\"")]
    private static partial Regex PathInCall();
}

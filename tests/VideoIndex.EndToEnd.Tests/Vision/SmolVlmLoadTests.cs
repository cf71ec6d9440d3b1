using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Loading a model folder: what is refused, and in which words.</summary>
public sealed class SmolVlmLoadTests
{
    private static readonly VisionOptions s_cpu = new() { Device = "cpu", Threads = 1 };

    [Fact]
    public void Load_NamesTheModelByFolderAndContent()
    {
        using var folder = CopyOfSample();
        using var before = SmolVlm.Load(folder.Path, s_cpu);
        Assert.Matches($"^{Path.GetFileName(folder.Path)}@[0-9a-f]{{8}}$", before.Name);
        Assert.Equal("cpu", before.Device);
        Assert.Null(before.DeviceNote);

        FlipBit(folder["model.safetensors"], fromEnd: 1);
        using var after = SmolVlm.Load(folder.Path, s_cpu);
        Assert.NotEqual(before.Name, after.Name);
    }

    [Fact]
    public void Load_SaysWhyNotCuda_WhenTheDeviceIsLeftToIt()
    {
        using var model = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions());
        // With a card and a build for it there is nothing to excuse.
        Assert.Equal(model.Device == "cpu", model.DeviceNote is not null);
    }

    [Fact]
    public void Load_FailsWithAHint_WhenCudaIsAskedForAndCannotBeHad()
    {
        using (var model = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions()))
            Assert.SkipWhen(model.Device != "cpu", "left out: this machine has a CUDA device");
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cuda" }));
        Assert.Equal(ErrorCodes.DeviceUnavailable, error.Code);
        Assert.NotNull(error.Hint);
    }

    [Theory]
    [InlineData("config.json", ErrorCodes.ModelMissing)]
    [InlineData("model.safetensors", ErrorCodes.ModelMissing)]
    [InlineData("tokenizer.json", ErrorCodes.ModelMissing)]
    public void Load_SaysWhatIsMissing_WhenAFileIsNotThere(string file, string code)
    {
        using var folder = CopyOfSample();
        File.Delete(folder[file]);
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(folder.Path, s_cpu));
        Assert.Equal(code, error.Code);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"num_hidden_layers\": 5", "\"num_hidden_layers\": 6", ErrorCodes.ModelDamaged, "text_model.layers.5.input_layernorm.weight")]
    [InlineData("\"intermediate_size\": 384", "\"intermediate_size\": 385", ErrorCodes.ModelDamaged, "[384, 128], expected [385, 128]")]
    [InlineData("\"model_type\": \"smolvlm\"", "\"model_type\": \"qwen2_vl\"", ErrorCodes.ModelUnsupported, "qwen2_vl")]
    [InlineData("\"rope_theta\": 100000.0,", "", ErrorCodes.ModelDamaged, "rope_theta")]
    [InlineData("\"image_token_id\": 1138", "\"image_token_id\": 7", ErrorCodes.ModelDamaged, "<image>")]
    [InlineData("\"head_dim\": 32", "\"head_dim\": 24", ErrorCodes.ModelUnsupported, "multiple of 16")]
    [InlineData("\"image_size\": 128", "\"image_size\": 256", ErrorCodes.ModelDamaged, "pixels wide")]
    public void Load_NamesTheFault_WhenTheConfigurationDoesNotFit(string from, string to, string code, string part)
    {
        using var folder = CopyOfSample();
        var config = File.ReadAllText(folder["config.json"]);
        Assert.Contains(from, config, StringComparison.Ordinal);
        File.WriteAllText(folder["config.json"], config.Replace(from, to, StringComparison.Ordinal));
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(folder.Path, s_cpu));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder CopyOfSample()
    {
        var folder = TestFolders.NewTemporary();
        TestFolders.CopySampleModel(folder.Path);
        return folder;
    }

    private static void FlipBit(string path, int fromEnd)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^fromEnd] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}

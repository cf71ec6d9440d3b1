using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>An adapter over the sample model, held to the merged model's logits as the reference computed them.</summary>
public sealed class LoraTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("video3")]
    public void Load_MergesTheAdapter_AsTheReferenceDoes(string name)
    {
        var adapter = TestFolders.Shared("models", "sample-lora");
        using var golden = GoldenModel.Sample();
        using var merged = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu", Adapter = adapter });
        using var arrays = SafetensorsFile.Open(Path.Combine(adapter, "golden.safetensors"));
        var entry = arrays.Entries[$"{name}/logits"];
        var expected = new float[entry.Bytes / sizeof(float)];
        using (var view = arrays.Map(entry))
            FloatConversion.ToSingle(entry.DataType, view.Bytes(0, (int)entry.Bytes), expected);

        var item = golden.Cases.First(c => c.Name == name);
        var found = merged.NextLogits(new ModelPrompt(item.InputIds, merged.EncodeImages(golden.Pictures(item), Cancel)), Cancel);
        var plain = golden.Model.NextLogits(new ModelPrompt(item.InputIds, golden.Model.EncodeImages(golden.Pictures(item), Cancel)), Cancel);

        Assert.True(Largest(expected, found) <= GoldenModel.LogitTolerance, $"off by {Largest(expected, found)}");
        Assert.True(Largest(expected, plain) > 0.1f, "the adapter changes nothing");
        Assert.StartsWith("model+sample-lora@", merged.Name, StringComparison.Ordinal);
        Assert.NotEqual(golden.Model.Name.Split('@')[1], merged.Name.Split('@')[1]);
        Assert.Equal(merged.Name, SmolVlm.NameOf(TestFolders.SampleModel, new VisionOptions { Adapter = adapter }));
    }

    [Theory]
    [InlineData("\"use_dora\": false", "\"use_dora\": true", "use_dora")]
    [InlineData("\"modules_to_save\": null", "\"modules_to_save\": [\"lm_head\"]", "modules_to_save")]
    [InlineData("\"peft_type\": \"LORA\"", "\"peft_type\": \"IA3\"", "peft_type")]
    [InlineData("\"alpha_pattern\": {}", "\"alpha_pattern\": {\"(\": 2}", "alpha_pattern")]
    public void Load_Refuses_AdaptersOfAnotherKind(string from, string to, string named)
    {
        using var folder = CopyOfAdapter();
        var config = folder["adapter_config.json"];
        var text = File.ReadAllText(config);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(config, text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(named, Refused(folder.Path, ErrorCodes.ModelUnsupported), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Refuses_AnAdapterOfWhichALayerIsNotThere()
    {
        using var folder = CopyOfAdapter();
        var weights = folder["adapter_model.safetensors"];
        var bytes = File.ReadAllBytes(weights);
        // The same length: `layers.0` becomes `layers.9`, which this model has not.
        var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("layers.0.mlp", "layers.9.mlp", StringComparison.Ordinal);
        File.WriteAllBytes(weights, System.Text.Encoding.Latin1.GetBytes(text));
        Assert.Contains("layers.9.mlp", Refused(folder.Path, ErrorCodes.ModelUnsupported), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Refuses_AFolderWithoutAnAdapter()
    {
        using var folder = TestFolders.NewTemporary();
        Assert.Contains("adapter_config.json", Refused(folder.Path, ErrorCodes.ModelMissing), StringComparison.Ordinal);
    }

    private static string Refused(string adapter, string code)
    {
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu", Adapter = adapter }));
        Assert.Equal(code, error.Code);
        return error.Message;
    }

    private static TemporaryFolder CopyOfAdapter()
    {
        var adapter = TestFolders.Shared("models", "sample-lora");
        var folder = TestFolders.NewTemporary();
        foreach (var name in (string[])["adapter_config.json", "adapter_model.safetensors"])
            File.Copy(Path.Combine(adapter, name), folder[name]);
        return folder;
    }

    private static float Largest(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}

using System.Text.Json.Nodes;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ImagePreparationTests
{
    private const string Images = "preprocessor_config.json";
    private const string Processor = "processor_config.json";

    [Theory]
    [InlineData("SmolVLM2-256M-Video-Instruct", 512, 2048, 64)]
    [InlineData("SmolVLM2-500M-Video-Instruct", 512, 2048, 64)]
    [InlineData("SmolVLM-256M-Instruct-v1", 512, 2048, 64)] // has no settings for video
    [InlineData("layouts/mha-patch14", 384, 1536, 81)]
    public void Load_ReadsTheCheckpointsFiles(string folder, int side, int longestEdge, int tokens)
    {
        var settings = ImagePreparation.Load(TestFolders.Shared("reference", "smolvlm", folder));

        Assert.Equal((side, longestEdge, tokens), (settings.Side, settings.ImageLongestEdge, settings.TokensPerPicture));
        Assert.Equal((ResampleFilter.Lanczos, true), (settings.Resample, settings.SplitImages));
        Assert.Equal([0.5f, 0.5f, 0.5f], settings.Mean);
        Assert.Equal([0.5f, 0.5f, 0.5f], settings.Deviation);
        Assert.Equal(1 / 255.0, settings.RescaleFactor);
    }

    [Fact]
    public void Load_ReadsTheOneFile_WhenItHoldsEverything()
    {
        using var folder = Changed(Images, _ => { });
        var processor = JsonNode.Parse(File.ReadAllText(folder[Processor]))!;
        processor["image_processor"] = JsonNode.Parse(File.ReadAllText(folder[Images]));
        File.WriteAllText(folder[Processor], processor.ToJsonString());
        File.Delete(folder[Images]);

        Assert.Equal(128, ImagePreparation.Load(folder.Path).Side);
    }

    [Fact]
    public void Load_LeavesStepsOut_WhenTheCheckpointDoes()
    {
        using var folder = Changed(Images, r => (r["do_rescale"], r["do_normalize"]) = (false, false));

        var settings = ImagePreparation.Load(folder.Path);

        Assert.Equal(1, settings.RescaleFactor);
        Assert.Equal([0f, 0f, 0f], settings.Mean);
        Assert.Equal([1f, 1f, 1f], settings.Deviation);
    }

    [Fact]
    public void Load_SaysWhatIsWrong()
    {
        Expect(ErrorCodes.ModelDamaged, "`image_seq_len` is missing", Processor, r => r.Remove("image_seq_len"));
        Expect(ErrorCodes.ModelDamaged, "`image_seq_len` is `0`", Processor, r => r["image_seq_len"] = 0);
        Expect(ErrorCodes.ModelDamaged, "`max_image_size.longest_edge` is missing", Images, r => r["max_image_size"] = new JsonObject { ["height"] = 1 });
        Expect(ErrorCodes.ModelDamaged, "`max_image_size.longest_edge` is `100000`", Images, r => r["max_image_size"]!["longest_edge"] = 100000);
        Expect(ErrorCodes.ModelDamaged, "`image_mean` is `[0.5]`, expected three numbers", Images, r => r["image_mean"] = new JsonArray(0.5));
        Expect(ErrorCodes.ModelDamaged, "expected three numbers above zero", Images, r => r["image_std"] = new JsonArray(0.5, 0, 0.5));
        Expect(ErrorCodes.ModelDamaged, "`do_image_splitting` is `1`", Images, r => r["do_image_splitting"] = 1);
        Expect(ErrorCodes.ModelUnsupported, "`resample` is `0`, expected 1 (Lanczos)", Images, r => r["resample"] = 0);
        Expect(ErrorCodes.ModelUnsupported, "`do_resize` is `false`", Images, r => r["do_resize"] = false);
        Expect(ErrorCodes.ModelUnsupported, "use a later one", Images, r => r["video_sampling"]!["video_size"]!["longest_edge"] = 96);
    }

    private static void Expect(string code, string message, string file, Action<JsonObject> damage)
    {
        using var folder = Changed(file, damage);

        var error = Assert.Throws<VideoIndexException>(() => ImagePreparation.Load(folder.Path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(code, error.Code);
    }

    private static TemporaryFolder Changed(string file, Action<JsonObject> change)
    {
        var folder = TestFolders.NewTemporary();
        foreach (var name in new[] { Images, Processor })
        {
            var root = JsonNode.Parse(File.ReadAllText(Path.Combine(TestFolders.SampleModel, name)))!.AsObject();
            if (name == file)
                change(root);
            File.WriteAllText(folder[name], root.ToJsonString());
        }

        return folder;
    }
}

using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class PublishedModelTests
{
    [Fact]
    public void All_ArePinnedToWholeCommits() => Assert.All(PublishedModel.All, model =>
    {
        Assert.Matches("^[0-9a-f]{40}$", model.Revision);
        Assert.True(ModelFileNames.IsModelName(model.Name));
        Assert.Same(model, PublishedModel.Find(model.Name.ToUpperInvariant()));
    });

    [Theory]
    [InlineData("500m", "model.safetensors", "model.safetensors")]
    [InlineData("500m", "onnx/model.safetensors", null)]
    [InlineData("500m", "model.onnx", null)]
    [InlineData("minilm", "onnx/model_quint8_avx2.onnx", "model-int8.onnx")]
    [InlineData("minilm", "onnx/model.onnx", null)]
    [InlineData("minilm", "vocab.txt", "vocab.txt")]
    [InlineData("minilm", "modules.json", null)]
    [InlineData("minilm", "model.safetensors", null)]
    public void KeptAs_NamesWhatIsTaken(string model, string path, string? kept) => Assert.Equal(kept, PublishedModel.Find(model)!.KeptAs(path));
}

using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class ModelFileNamesTests
{
    [Theory]
    [InlineData("config.json", true, true)]
    [InlineData("vocab.txt", true, true)]
    [InlineData("model-00001-of-00002.safetensors", true, false)]
    [InlineData("model-int8.onnx", false, true)]
    [InlineData("manifest.json", false, false)]
    [InlineData("pytorch_model.bin", false, false)]
    [InlineData("model.py", false, false)]
    [InlineData("config.JSON", false, false)]
    [InlineData(".json", false, false)]
    [InlineData(".hidden.json", false, false)]
    [InlineData("onnx/config.json", false, false)]
    [InlineData("../config.json", false, false)]
    [InlineData("a\\config.json", false, false)]
    [InlineData("a:config.json", false, false)]
    [InlineData("config.json\n", false, false)]
    [InlineData("con fig.json", false, false)]
    public void IsTaken_IsTrueForPlainNamesOfWhatIsRead(string name, bool ofCaptioner, bool ofEmbedder) =>
        Assert.Equal((ofCaptioner, ofEmbedder), (ModelFileNames.IsTaken(name, ModelKind.Captioner), ModelFileNames.IsTaken(name, ModelKind.TextEmbedder)));

    [Theory]
    [InlineData("onnx/model.onnx", true)]
    [InlineData("a..b/c", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/../b", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("a/", false)]
    [InlineData("a\\..\\b", false)]
    [InlineData("C:/a", false)]
    [InlineData("a\0", false)]
    public void StaysInside_IsFalseForWhateverLeavesAFolder(string path, bool expected) => Assert.Equal(expected, ModelFileNames.StaysInside(path));

    [Theory]
    [InlineData("500m", true)]
    [InlineData("2.2b", true)]
    [InlineData("my-tuned_one", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData(".lock", false)]
    [InlineData("a/b", false)]
    [InlineData("A", false)]
    [InlineData("a\n", false)]
    public void IsModelName_IsTrueForWhatNamesOneFolder(string name, bool expected) => Assert.Equal(expected, ModelFileNames.IsModelName(name));
}

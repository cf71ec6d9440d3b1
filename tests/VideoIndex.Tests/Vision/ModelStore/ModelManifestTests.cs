using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class ModelManifestTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // of "abc"

    private const string Good = $$"""
        {"name":"minilm","kind":"text_embedder","source":"a/b","endpoint":null,"revision":null,"received_at":"2026-01-02T03:04:05+00:00",
         "files":[{"file":"model-int8.onnx","size":3,"sha256":"{{Hash}}"}]}
        """;

    [Fact]
    public void Read_GivesBackWhatWasWritten()
    {
        using var folder = TestFolders.NewTemporary();
        var written = new ModelManifest("500m", ModelKind.Captioner, "a/b", "https://h", new string('1', 40), DateTimeOffset.UnixEpoch, [new ManifestFile("config.json", 3, Hash)]);
        written.Write(folder.Path);
        var read = ModelManifest.Read(folder.Path);
        Assert.Equal(written with { Files = [] }, read with { Files = [] }, (a, b) => a!.ToString() == b!.ToString());
        Assert.Equal(written.Files, read.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"model-int8.onnx\"=\"../../x.onnx\"")]
    [InlineData("\"model-int8.onnx\"=\"/etc/passwd\"")]
    [InlineData("\"model-int8.onnx\"=\"manifest.json\"")]
    [InlineData("\"model-int8.onnx\"=null")]
    [InlineData("\"size\":3=\"size\":-3")]
    [InlineData("\"files\":[=\"files\":[null,")]
    [InlineData("ba7816bf=XX7816bf")]
    [InlineData("text_embedder=rootkit")]
    public void Read_RefusesWhatIsNoManifest(string change)
    {
        using var folder = TestFolders.NewTemporary();
        var parts = change.Split('=', 2);
        File.WriteAllText(folder["manifest.json"], parts.Length == 2 ? Good.Replace(parts[0], parts[1], StringComparison.Ordinal) : change);
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => ModelManifest.Read(folder.Path)).Code);
    }

    [Fact]
    public void Require_TakesExactlyWhatWasReceived()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["manifest.json"], Good);
        var manifest = ModelManifest.Read(folder.Path);
        manifest.Require("model-int8.onnx", "abc"u8);
        var changed = Assert.Throws<VideoIndexException>(() => manifest.Require("model-int8.onnx", "abd"u8));
        Assert.Contains(Hash, changed.Message, StringComparison.Ordinal);
        Assert.Throws<VideoIndexException>(() => manifest.Require("other.onnx", "abc"u8));
    }
}

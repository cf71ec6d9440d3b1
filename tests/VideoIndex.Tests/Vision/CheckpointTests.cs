using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public CheckpointTests() => File.WriteAllText(_folder["config.json"], "{}");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.text_model.norm.weight", "text_model.norm.weight")]
    [InlineData("text_model.norm.weight", "text_model.norm.weight")]
    [InlineData("model.text_model.model.norm.weight", "text_model.norm.weight")]
    [InlineData("text_model.model.norm.weight", "text_model.norm.weight")]
    [InlineData("lm_head.weight", "lm_head.weight")]
    [InlineData("model.text_model.lm_head.weight", "lm_head.weight")]
    [InlineData("vision_model.post_layernorm.bias", "vision_model.post_layernorm.bias")]
    public void Read_FindsATensor_HoweverItsNameIsSpelled(string stored, string asked)
    {
        WriteModel((stored, "F32", [2L], Floats(1.5f, -2)));
        using var checkpoint = Checkpoint.Open(_folder.Path);
        Assert.Equal([1.5f, -2], Values(checkpoint.Read(asked, 2), 2));
    }

    [Fact]
    public void CopyTo_WidensEveryFormatExactly()
    {
        float[] numbers = [0, -0f, 1, -1.5f, 65504, 6.1035156e-5f, 0.333251953125f, float.PositiveInfinity, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, -2.5f];
        WriteModel(
            ("a", "F32", [20L], Floats(numbers)),
            ("b", "F16", [20L], MemoryMarshal.AsBytes<Half>([.. numbers.Select(n => (Half)n)]).ToArray()),
            ("c", "BF16", [20L], MemoryMarshal.AsBytes<ushort>([.. numbers.Select(n => (ushort)(BitConverter.SingleToUInt32Bits(n) >> 16))]).ToArray()));
        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Equal(numbers, Values(checkpoint.Read("a", 20), 20));
        Assert.Equal(numbers, Values(checkpoint.Read("b", 20), 20));
        var cut = numbers.Select(n => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(n) & 0xFFFF0000));
        Assert.Equal(cut, Values(checkpoint.Read("c", 20), 20));
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)] // half a step: to the even one
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(1.00390637f, 1.0078125f)]
    [InlineData(-3.4e38f, float.NegativeInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void ToBFloat16_TakesTheNearest(float number, float expected)
    {
        var bytes = new byte[2];
        FloatConversion.ToBFloat16([number], bytes);
        var back = new float[1];
        FloatConversion.ToSingle("BF16", bytes, back);
        Assert.Equal(expected, back[0]);
    }

    [Fact]
    public void ReadRows_GivesEveryRowOnce_TheLastStripShorter()
    {
        const int rows = 37, columns = 5;
        float[] numbers = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)];
        WriteModel(("w", "F32", [rows, columns], Floats(numbers)));
        using var checkpoint = Checkpoint.Open(_folder.Path);
        var found = new float[rows * columns];
        var lengths = new ConcurrentBag<int>();
        checkpoint.Read("w", rows, columns).ReadRows(8, (first, strip) =>
        {
            lengths.Add(strip.Length);
            strip.CopyTo(found.AsSpan(first * columns));
        });

        Assert.Equal(numbers, found);
        Assert.Equal([25, 40, 40, 40, 40], lengths.Order());
    }

    [Fact]
    public void Read_NamesTensorFoundAndExpected_WhenTheShapeIsWrong()
    {
        WriteModel(("model.lm_head.weight", "F32", [1L, 2L], Floats(1, 2)));
        using var checkpoint = Checkpoint.Open(_folder.Path);
        var error = Assert.Throws<VideoIndexException>(() => checkpoint.Read("lm_head.weight", 2, 1));
        Assert.Equal(ErrorCodes.ModelDamaged, error.Code);
        Assert.Contains("`model.lm_head.weight` is [1, 2], expected [2, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IsUnsupported_WhenATensorHoldsWholeNumbers()
    {
        WriteModel(("lm_head.weight", "I8", [4L], new byte[4]));
        using var checkpoint = Checkpoint.Open(_folder.Path);
        Assert.Equal(ErrorCodes.ModelUnsupported, Assert.Throws<VideoIndexException>(() => checkpoint.Read("lm_head.weight", 4)).Code);
    }

    [Fact]
    public void Open_ReadsShards_ThatTheIndexNames()
    {
        File.WriteAllBytes(_folder["model-1.safetensors"], SafetensorsBytes.Of(("a", "F32", [1L], Floats(1))));
        File.WriteAllBytes(_folder["model-2.safetensors"], SafetensorsBytes.Of(("b", "F32", [1L], Floats(2))));
        WriteIndex("""{"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}""");
        using var checkpoint = Checkpoint.Open(_folder.Path);
        Assert.Equal([2f], Values(checkpoint.Read("b", 1), 1));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../secret.safetensors"}}""", "../secret.safetensors")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "/etc/passwd")]
    [InlineData("""{"weight_map":{"a":"weights.bin"}}""", "weights.bin")]
    [InlineData("""{"weight_map":{"a":"absent.safetensors"}}""", "absent.safetensors")]
    [InlineData("""{"weight_map":{"a":7}}""", "weight_map")]
    [InlineData("""{"weight_map":[]}""", "weight_map")]
    [InlineData("{}", "weight_map")]
    [InlineData("{", "not JSON")]
    public void Open_Refuses_WhenTheIndexNamesWhatItMayNot(string index, string part)
    {
        WriteIndex(index);
        var error = Assert.Throws<VideoIndexException>(() => Checkpoint.Open(_folder.Path));
        Assert.Equal(ErrorCodes.ModelDamaged, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Refuses_WhenATensorIsInTwoShards()
    {
        foreach (var shard in (string[])["model-1.safetensors", "model-2.safetensors"])
            File.WriteAllBytes(_folder[shard], SafetensorsBytes.Of(("a", "F32", [1L], Floats(1))));
        WriteIndex("""{"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}}""");
        Assert.Contains("another file", Assert.Throws<VideoIndexException>(() => Checkpoint.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private void WriteIndex(string json) => File.WriteAllText(_folder["model.safetensors.index.json"], json);

    private void WriteModel(params (string, string, long[], byte[])[] tensors) =>
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.Of(tensors));

    private static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static float[] Values(CheckpointTensor tensor, int count)
    {
        using var target = new NativeBuffer(count * sizeof(float));
        tensor.CopyTo(target, 0);
        return target.Span<float>(0, count).ToArray();
    }
}

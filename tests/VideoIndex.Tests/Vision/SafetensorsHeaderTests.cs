using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class SafetensorsHeaderTests
{
    private const string Sound =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}""";

    [Fact]
    public void Read_FindsTheTensors_InASoundFile()
    {
        var tensors = Read(SafetensorsBytes.Of(Sound, 26));
        var dataStart = 8 + Sound.Length;
        Assert.Equal(2, tensors.Count);
        Assert.Equivalent(new TensorEntry("a", "F32", [2L, 3L], dataStart, 24), tensors["a"], strict: true);
        Assert.Equivalent(new TensorEntry("b", "BF16", Array.Empty<long>(), dataStart + 24, 2), tensors["b"], strict: true);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", 16, "needs 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "holds 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "offsets -8 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "offsets 8 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "[-2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "cannot be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "at most 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}""", 6, "cannot be read")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""", 4, "Q4")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "must have dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", 4, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"code":"x"}}""", 4, "unknown property")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "tensors end at byte")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "cannot be read")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "cannot be read")]
    [InlineData("""["a"]""", 0, "cannot be read")]
    [InlineData("""{"a":5}""", 0, "cannot be read")]
    [InlineData("""{"a":""", 0, "cannot be read")]
    [InlineData("", 0, "cannot be read")]
    public void Read_SaysWhatIsWrong_WhenTheHeaderLies(string header, int dataBytes, string part)
    {
        var error = Assert.Throws<VideoIndexException>(() => Read(SafetensorsBytes.Of(header, dataBytes)));
        Assert.Equal(ErrorCodes.ModelDamaged, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    [InlineData(200UL)]
    public void Read_Refuses_WhenTheHeaderIsSaidToBeLongerThanTheFile(ulong length) =>
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => Read(SafetensorsBytes.WithLength(Sound, 26, length))).Code);

    [Fact]
    public void Read_Refuses_WhenTheFileEndsInTheLength() => Assert.Throws<VideoIndexException>(() => Read([1, 0, 0]));

    [Fact]
    public void Read_GivesSoundTensorsOrAClearError_ForDamagedHeaders()
    {
        const int seed = 20_260;
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var file = Damage(SafetensorsBytes.Of(Sound, 26), random);
            try
            {
                foreach (var tensor in Read(file).Values)
                    Assert.True(tensor.Offset >= 8 && tensor.Bytes >= 0 && tensor.Offset + tensor.Bytes <= file.Length, $"seed {seed}, round {round}: {tensor}");
            }
            catch (VideoIndexException e)
            {
                Assert.Equal(ErrorCodes.ModelDamaged, e.Code);
                refused++;
            }
        }

        Assert.InRange(refused, 1_400, 1_999);
    }

    /// <summary>A few bytes changed, taken out or put in, digits by preference: they are what a header is made of.</summary>
    private static byte[] Damage(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var place = random.Next(bytes.Count - 26);
            switch (random.Next(4))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] = (byte)"0123456789-,:{}[]\"\\"[random.Next(19)]; break;
                case 2: bytes.RemoveAt(place); break;
                default: bytes.Insert(place, (byte)random.Next(32, 127)); break;
            }
        }

        return [.. bytes];
    }

    private static IReadOnlyDictionary<string, TensorEntry> Read(byte[] file) =>
        SafetensorsHeader.Read(new MemoryStream(file), "model.safetensors");
}

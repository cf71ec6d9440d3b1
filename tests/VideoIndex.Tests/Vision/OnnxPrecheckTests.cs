using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class OnnxPrecheckTests
{
    private static readonly ProtobufWriter Outside =
        new ProtobufWriter().Text(8, "w").Message(13, new ProtobufWriter().Text(1, "location").Text(2, "/etc/passwd"));

    public static TheoryData<string, byte[]> Hidden => new()
    {
        { "an initializer", Model(new ProtobufWriter().Message(5, Outside)) },
        { "only the flag", Model(new ProtobufWriter().Message(5, new ProtobufWriter().Integer(14, 1))) },
        { "a constant node", Model(Node(new ProtobufWriter().Message(5, Outside))) },
        { "a branch of an If", Model(Node(new ProtobufWriter().Message(6, new ProtobufWriter().Message(5, Outside)))) },
        { "a sparse initializer", Model(new ProtobufWriter().Message(15, new ProtobufWriter().Message(1, Outside))) },
        { "a function", new ProtobufWriter().Message(25, new ProtobufWriter().Message(7, new ProtobufWriter().Message(5, new ProtobufWriter().Message(5, Outside)))).ToArray() },
    };

    [Theory, MemberData(nameof(Hidden))]
    public void RefuseExternalData_FindsIt_WhereverItHides(string where, byte[] model)
    {
        var error = Assert.Throws<VideoIndexException>(() => OnnxPrecheck.RefuseExternalData(model, "m.onnx"));
        Assert.Equal(ErrorCodes.ModelDamaged, error.Code);
        Assert.True(error.Message.Contains("in other files", StringComparison.Ordinal), where);
    }

    [Fact]
    public void RefuseExternalData_LetsWeightsInsideTheFilePass() =>
        OnnxPrecheck.RefuseExternalData(Model(new ProtobufWriter().Message(5, new ProtobufWriter().Text(8, "w").Bytes(9, [1, 2, 3, 4]).Integer(14, 0))), "m.onnx");

    /// <summary>A file that is whole as ONNX and has the mark of ONNX Runtime's own format: that is what it would be read as.</summary>
    [Fact]
    public void RefuseExternalData_RefusesAFileOfTwoFormats()
    {
        byte[] polyglot = [0x12, 6, 0, 0, .. "ORTM"u8, .. Model(new ProtobufWriter())];
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => OnnxPrecheck.RefuseExternalData(polyglot, "m.onnx")).Code);
        polyglot[4] = (byte)'X';
        OnnxPrecheck.RefuseExternalData(polyglot, "m.onnx");
    }

    [Fact]
    public void RefuseExternalData_NeverThrowsAnythingElse_OnRandomBytes()
    {
        var random = new Random(20_261_123);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            try
            {
                OnnxPrecheck.RefuseExternalData(bytes, "m.onnx");
            }
            catch (VideoIndexException error)
            {
                Assert.Equal(ErrorCodes.ModelDamaged, error.Code);
            }
        }
    }

    private static byte[] Model(ProtobufWriter graph) => new ProtobufWriter().Integer(1, 8).Message(7, graph).ToArray();

    private static ProtobufWriter Node(ProtobufWriter attribute) => new ProtobufWriter().Message(1, new ProtobufWriter().Message(5, attribute));
}

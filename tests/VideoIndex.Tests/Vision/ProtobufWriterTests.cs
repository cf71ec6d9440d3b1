using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ProtobufWriterTests
{
    [Fact]
    public void ToArray_IsTheWireFormat()
    {
        // The first two are the examples of protobuf.dev's "Encoding".
        Assert.Equal(Convert.FromHexString("089601"), new ProtobufWriter().Integer(1, 150).ToArray());
        Assert.Equal(Convert.FromHexString("120774657374696e67"), new ProtobufWriter().Text(2, "testing").ToArray());
        Assert.Equal(Convert.FromHexString("1a03089601"), new ProtobufWriter().Message(3, new ProtobufWriter().Integer(1, 150)).ToArray());
        Assert.Equal(Convert.FromHexString("150000c03f"), new ProtobufWriter().Float(2, 1.5f).ToArray());
        Assert.Equal(Convert.FromHexString("a00102"), new ProtobufWriter().Integer(20, 2).ToArray());
        Assert.Equal(Convert.FromHexString("08ffffffffffffffffff01"), new ProtobufWriter().Integer(1, -1).ToArray());
    }
}

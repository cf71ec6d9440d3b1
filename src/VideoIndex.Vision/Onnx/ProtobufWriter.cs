using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace VideoIndex.Vision;

/// <summary>Writes a protocol buffers message, field by field. A message inside another is a writer of its own.</summary>
/// <remarks>
/// By hand rather than with Google.Protobuf: its stream wants every nested length computed before the first byte, or classes
/// generated from onnx.proto; the wire format needs only these five methods.
/// Source: protobuf.dev, "Encoding".
/// </remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public ProtobufWriter Integer(int field, long value)
    {
        WriteTag(field, Varint);
        WriteVarint((ulong)value);
        return this;
    }

    public ProtobufWriter Float(int field, float value)
    {
        WriteTag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, LengthDelimited);
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter value) =>
        Bytes(field, value._bytes.WrittenSpan);

    private void WriteTag(int field, int wireType) => WriteVarint((ulong)(field << 3 | wireType));

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            WriteByte((byte)(value | 0x80));
        WriteByte((byte)value);
    }

    private void WriteByte(byte value) => _bytes.Write([value]);
}

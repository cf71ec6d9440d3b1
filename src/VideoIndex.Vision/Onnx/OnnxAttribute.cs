namespace VideoIndex.Vision;

/// <summary>A constant setting of an operator.</summary>
internal sealed class OnnxAttribute
{
    // onnx.proto: AttributeProto.AttributeType
    private const int FloatKind = 1, IntegerKind = 2, IntegersKind = 7;
    private const int KindField = 20;

    private OnnxAttribute(ProtobufWriter message) => Message = message;

    internal ProtobufWriter Message { get; }

    public static OnnxAttribute Of(string name, long value) =>
        new(new ProtobufWriter().Text(1, name).Integer(3, value).Integer(KindField, IntegerKind));

    public static OnnxAttribute Of(string name, float value) =>
        new(new ProtobufWriter().Text(1, name).Float(2, value).Integer(KindField, FloatKind));

    public static OnnxAttribute Of(string name, params ReadOnlySpan<long> values)
    {
        var message = new ProtobufWriter().Text(1, name);
        foreach (var value in values)
            message.Integer(8, value);
        return new OnnxAttribute(message.Integer(KindField, IntegersKind));
    }
}

namespace VideoIndex.Vision;

/// <summary>Element types, numbered as in ONNX's TensorProto.DataType (and so in ONNX Runtime's).</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    BFloat16 = 16,
}

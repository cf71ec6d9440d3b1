using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Names of <see cref="Precision"/>.</summary>
public static class PrecisionNames
{
    /// <summary><c>fp32</c>, <c>fp16</c>, <c>bf16</c>, <c>int8</c>, <c>int4</c>: as captions store it.</summary>
    public static string Name(this Precision precision) => precision switch
    {
        Precision.Full => "fp32",
        Precision.Half => "fp16",
        Precision.BrainHalf => "bf16",
        Precision.EightBit => "int8",
        Precision.FourBit => "int4",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "no precision"),
    };

    /// <exception cref="VideoIndexException"><c>bad_option</c></exception>
    public static Precision Parse(string name) => name switch
    {
        "fp32" => Precision.Full,
        "fp16" => Precision.Half,
        "bf16" => Precision.BrainHalf,
        "int8" => Precision.EightBit,
        "int4" => Precision.FourBit,
        _ => throw new VideoIndexException(ErrorCodes.BadOption, $"precision is `{name}`, expected fp32, fp16, bf16, int8 or int4"),
    };
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace VideoIndex.Vision;

/// <summary>A block of the memory that a session computes in, which only the session's device reads and writes.</summary>
internal sealed class DeviceMemory : IDisposable
{
    private readonly OrtMemoryInfo _place;
    private readonly OrtAllocator _allocator;
    private readonly OrtMemoryAllocation _block;
    private readonly long _bytes;

    /// <param name="place">Of the session; taken over.</param>
    /// <exception cref="OnnxRuntimeException">There is not as much, or no such memory.</exception>
    public DeviceMemory(InferenceSession session, OrtMemoryInfo place, long bytes)
    {
        (_place, _bytes) = (place, bytes);
        _allocator = new OrtAllocator(session, place);
        _block = _allocator.Allocate(checked((uint)bytes));
    }

    /// <summary>A tensor from byte <paramref name="first"/> on; the block must outlive it.</summary>
    public OrtValue View(OnnxType type, long first, params long[] shape)
    {
        var bytes = shape.Aggregate(SizeOf(type), (product, size) => checked(product * size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + bytes, _bytes, nameof(shape));
        return OrtValue.CreateTensorValueWithData(_place, (TensorElementType)type, shape, _block.DangerousGetHandle() + (nint)first, bytes);
    }

    public void Dispose()
    {
        _block.Dispose();
        _allocator.Dispose();
        _place.Dispose();
    }

    /// <summary>Bytes of one number.</summary>
    public static long SizeOf(OnnxType type) => type switch
    {
        OnnxType.Float => sizeof(float),
        OnnxType.Float16 or OnnxType.BFloat16 => 2,
        _ => throw new NotSupportedException($"no memory for {type}"),
    };
}

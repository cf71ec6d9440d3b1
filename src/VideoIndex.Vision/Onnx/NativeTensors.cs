using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace VideoIndex.Vision;

/// <summary>Shows our own memory to ONNX Runtime as tensors, without a copy.</summary>
internal static class NativeTensors
{
    /// <summary>A view of <paramref name="buffer"/> from value <paramref name="start"/> on; the buffer must outlive it.</summary>
    public static OrtValue View<T>(this NativeBuffer buffer, long start, params long[] shape) where T : unmanaged
    {
        var bytes = shape.Aggregate((long)System.Runtime.CompilerServices.Unsafe.SizeOf<T>(), (product, size) => checked(product * size));
        var first = start * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + bytes, buffer.Bytes, nameof(shape));
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TypeOf<T>(), shape, buffer.Address + (nint)first, bytes);
    }

    /// <summary>A view from byte <paramref name="first"/> on; the buffer must outlive it.</summary>
    public static OrtValue View(this NativeBuffer buffer, OnnxType type, long first, params long[] shape)
    {
        var bytes = shape.Aggregate(DeviceMemory.SizeOf(type), (product, size) => checked(product * size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + bytes, buffer.Bytes, nameof(shape));
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)type, shape, buffer.Address + (nint)first, bytes);
    }

    private static TensorElementType TypeOf<T>() =>
        typeof(T) == typeof(float) ? TensorElementType.Float
        : typeof(T) == typeof(int) ? TensorElementType.Int32
        : typeof(T) == typeof(long) ? TensorElementType.Int64
        : throw new NotSupportedException($"no tensor of {typeof(T)}");
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>ONNX Runtime's table of C functions, for what its managed API has no way to.</summary>
/// <remarks>
/// The table is append-only, so these places hold for every later version; they were read from the field order of the managed library's own
/// OrtApi struct (1.31.1). Every function of these but those named Release returns a status, 0 for success.
/// </remarks>
internal static unsafe class RuntimeApi
{
    public const int CreateStatus = 0, GetErrorMessage = 2, CreateCustomOpDomain = 26, AddToCustomOpDomain = 27, AddCustomOpDomain = 28;
    public const int CreateTensorWithData = 49, GetTensorData = 51, GetDimensionsCount = 61, GetDimensions = 62, GetTensorShape = 65, CreateCpuMemoryInfo = 69;
    public const int GetKernelInteger = 86, GetInputCount = 88, GetInput = 90, GetOutput = 91;
    public const int ReleaseStatus = 93, ReleaseMemoryInfo = 94, ReleaseValue = 96, ReleaseTensorShape = 99, ReleaseCustomOpDomain = 101;
    public const int AddExternalInitializers = 210, ParallelFor = 274;

    // The youngest of these, ParallelFor, came with this version.
    private const uint Version = 17;

    private static readonly Lazy<nint> s_table = new(Load);

    public static nint* Table => (nint*)s_table.Value;

    /// <exception cref="InvalidOperationException">The status is none of success; it is released.</exception>
    public static void Check(nint status)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Table[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)Table[ReleaseStatus])(status);
        throw new InvalidOperationException($"onnx runtime refused: {message}");
    }

    private static nint Load()
    {
        // The managed library loads the native one and knows where it lies; a second load finds the same.
        _ = OrtEnv.Instance();
        var library = NativeLibrary.Load("onnxruntime", typeof(InferenceSession).Assembly, null);
        var entry = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        return ((delegate* unmanaged<uint, nint>)entry[0])(Version);
    }
}

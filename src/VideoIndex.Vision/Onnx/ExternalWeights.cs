using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Hands weights in our own memory to a session beside its graph, which can hold no more than 2 GB: ONNX Runtime's C function AddExternalInitializers.</summary>
/// <remarks>
/// The managed API has <c>SessionOptions.AddInitializer</c> only, which since 1.30 refuses a name whose graph entry points outside the
/// graph. The C table is append-only, so these places hold for every later version; they were read from the field order of the
/// managed library's own OrtApi struct (1.31.1).
/// </remarks>
internal static unsafe class ExternalWeights
{
    // AddExternalInitializers came with this version of the table.
    private const uint ApiVersion = 12;
    private const int GetErrorMessage = 2, CreateTensorWithData = 49, CreateCpuMemoryInfo = 69;
    private const int ReleaseStatus = 93, ReleaseMemoryInfo = 94, ReleaseValue = 96, AddExternalInitializers = 210;
    private const int ArenaAllocator = 1, DefaultMemory = 0;

    /// <summary>The weights' memory must live until the session is made.</summary>
    public static void Add(SessionOptions options, IReadOnlyList<OnnxWeight> weights)
    {
        var api = LoadApi();
        var names = new nint[weights.Count];
        var values = new nint[weights.Count];
        try
        {
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = Marshal.StringToCoTaskMemUTF8(weights[i].Name);
                values[i] = CreateValue(api, weights[i]);
            }

            fixed (nint* name = names, value = values)
                Check(api, ((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)api[AddExternalInitializers])(
                    options.DangerousGetHandle(), name, value, (nuint)names.Length));
        }
        finally
        {
            // The options hold references of their own.
            foreach (var value in values.Where(v => v != 0))
                ((delegate* unmanaged<nint, void>)api[ReleaseValue])(value);
            foreach (var name in names)
                Marshal.FreeCoTaskMem(name);
        }
    }

    private static nint* LoadApi()
    {
        // The managed library loads the native one and knows where it lies; a second load finds the same.
        _ = OrtEnv.Instance();
        var library = NativeLibrary.Load("onnxruntime", typeof(InferenceSession).Assembly, null);
        var entry = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        return (nint*)((delegate* unmanaged<uint, nint>)entry[0])(ApiVersion);
    }

    private static nint CreateValue(nint* api, OnnxWeight weight)
    {
        nint memory, value;
        Check(api, ((delegate* unmanaged<int, int, nint*, nint>)api[CreateCpuMemoryInfo])(ArenaAllocator, DefaultMemory, &memory));
        fixed (long* shape = weight.Shape)
        {
            var status = ((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)api[CreateTensorWithData])(
                memory, weight.Data.Address, (nuint)weight.Data.Bytes, shape, (nuint)weight.Shape.Length, (int)weight.Type, &value);
            ((delegate* unmanaged<nint, void>)api[ReleaseMemoryInfo])(memory);
            Check(api, status);
        }

        return value;
    }

    private static void Check(nint* api, nint status)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)api[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)api[ReleaseStatus])(status);
        throw new InvalidOperationException($"onnx runtime refused a weight: {message}");
    }
}

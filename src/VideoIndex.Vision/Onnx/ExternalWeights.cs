using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Hands weights in our own memory to a session beside its graph, which can hold no more than 2 GB: ONNX Runtime's C function AddExternalInitializers.</summary>
/// <remarks>
/// The managed API has <c>SessionOptions.AddInitializer</c> only, which since 1.30 refuses a name whose graph entry points outside the
/// graph.
/// </remarks>
internal static unsafe class ExternalWeights
{
    private const int ArenaAllocator = 1, DefaultMemory = 0;

    /// <summary>The weights' memory must live until the session is made.</summary>
    public static void Add(SessionOptions options, IReadOnlyList<OnnxWeight> weights)
    {
        var api = RuntimeApi.Table;
        var names = new nint[weights.Count];
        var values = new nint[weights.Count];
        try
        {
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = Marshal.StringToCoTaskMemUTF8(weights[i].Name);
                values[i] = CreateValue(weights[i]);
            }

            fixed (nint* name = names, value = values)
                RuntimeApi.Check(((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)api[RuntimeApi.AddExternalInitializers])(
                    options.DangerousGetHandle(), name, value, (nuint)names.Length));
        }
        finally
        {
            // The options hold references of their own.
            foreach (var value in values.Where(v => v != 0))
                ((delegate* unmanaged<nint, void>)api[RuntimeApi.ReleaseValue])(value);
            foreach (var name in names)
                Marshal.FreeCoTaskMem(name);
        }
    }

    private static nint CreateValue(OnnxWeight weight)
    {
        var api = RuntimeApi.Table;
        nint memory, value;
        RuntimeApi.Check(((delegate* unmanaged<int, int, nint*, nint>)api[RuntimeApi.CreateCpuMemoryInfo])(ArenaAllocator, DefaultMemory, &memory));
        fixed (long* shape = weight.Shape)
        {
            var status = ((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)api[RuntimeApi.CreateTensorWithData])(
                memory, weight.Data.Address, (nuint)weight.Data.Bytes, shape, (nuint)weight.Shape.Length, (int)weight.Type, &value);
            ((delegate* unmanaged<nint, void>)api[RuntimeApi.ReleaseMemoryInfo])(memory);
            RuntimeApi.Check(status);
        }

        return value;
    }
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Lets a session run operators that are computed here: to ONNX Runtime they are one custom operator, whose attribute says which of ours it is.</summary>
/// <remarks>Must live as long as the session. Computes on the session's threads.</remarks>
internal sealed unsafe class OwnOperatorSet : IDisposable
{
    public const string Domain = "videoindex", Type = "Own", Place = "place";

    private readonly IReadOnlyList<IOwnOperator> _operators;
    private readonly KernelScratch _scratch;
    private readonly OwnOperatorTable* _table;
    private GCHandle _self;
    private nint _domain;

    public OwnOperatorSet(IReadOnlyList<IOwnOperator> operators, int threads)
    {
        _operators = operators;
        _scratch = new KernelScratch(threads);
        _self = GCHandle.Alloc(this);
        _table = OwnOperatorTable.Make(GCHandle.ToIntPtr(_self));
    }

    public void AddTo(SessionOptions options)
    {
        var api = RuntimeApi.Table;
        nint domain;
        fixed (byte* name = "videoindex\0"u8)
            RuntimeApi.Check(((delegate* unmanaged<byte*, nint*, nint>)api[RuntimeApi.CreateCustomOpDomain])(name, &domain));
        _domain = domain;
        RuntimeApi.Check(((delegate* unmanaged<nint, void*, nint>)api[RuntimeApi.AddToCustomOpDomain])(_domain, _table));
        RuntimeApi.Check(((delegate* unmanaged<nint, nint, nint>)api[RuntimeApi.AddCustomOpDomain])(options.DangerousGetHandle(), _domain));
    }

    /// <summary>Computes one of the operators; called by ONNX Runtime.</summary>
    public void Compute(int place, nint context) => _operators[place].Compute(new RuntimeCall(context, _scratch));

    public void Dispose()
    {
        if (_domain != 0)
            ((delegate* unmanaged<nint, void>)RuntimeApi.Table[RuntimeApi.ReleaseCustomOpDomain])(_domain);
        _domain = 0;
        if (_self.IsAllocated)
        {
            NativeMemory.Free(_table);
            _self.Free();
        }

        foreach (var one in _operators)
            one.Dispose();
        _scratch.Dispose();
    }
}

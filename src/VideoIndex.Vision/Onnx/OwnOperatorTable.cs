using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>What ONNX Runtime asks of a custom operator: OrtCustomOp of onnxruntime_c_api.h, in the order of its fields, and behind it whose it is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OwnOperatorTable
{
    // The version that the last field came with.
    private const uint TableVersion = 18;
    private const int AnyType = 0, Float = 1, Required = 0, Optional = 1, DefaultMemory = 0;

    // As many as any operator of ours has.
    private const int MostInputs = 7, MostOutputs = 3;

    private uint _version;
    private nint _createKernelBefore16;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nint> _getName;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nint> _getProvider;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint, int> _getInputType;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint> _getInputCount;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint, int> _getOutputType;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint> _getOutputCount;
    private nint _computeBefore16;
    private delegate* unmanaged[Cdecl]<nint, void> _destroyKernel;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint, int> _getInputCharacteristic;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint, int> _getOutputCharacteristic;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nuint, int> _getInputMemory;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, int> _getVariadicInputs, _areVariadicInputsAlike, _getVariadicOutputs, _areVariadicOutputsAlike;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, nint, nint, nint*, nint> _createKernel;
    private delegate* unmanaged[Cdecl]<nint, nint, nint> _compute;
    private nint _inferShape;
    private delegate* unmanaged[Cdecl]<OwnOperatorTable*, int> _getFirstVersion, _getLastVersion;
    private nint _getMayInplace, _releaseMayInplace, _getAliases, _releaseAliases;
    private nint _owner;

    // Static data of the program: it stays where it is.
    private static ReadOnlySpan<byte> Name => "Own\0"u8;

    /// <param name="owner">A handle of the <see cref="OwnOperatorSet"/>.</param>
    /// <returns>To be freed with <see cref="NativeMemory.Free"/>.</returns>
    public static OwnOperatorTable* Make(nint owner)
    {
        var table = (OwnOperatorTable*)NativeMemory.AllocZeroed((nuint)sizeof(OwnOperatorTable));
        table->_version = TableVersion;
        table->_getName = &GetName;
        table->_getProvider = &None;
        table->_getInputType = &InputType;
        table->_getInputCount = &InputCount;
        table->_getOutputType = &OutputType;
        table->_getOutputCount = &OutputCount;
        table->_destroyKernel = &DestroyKernel;
        table->_getInputCharacteristic = &InputCharacteristic;
        table->_getOutputCharacteristic = &OutputCharacteristic;
        table->_getInputMemory = &InputMemory;
        table->_getVariadicInputs = table->_areVariadicInputsAlike = table->_getVariadicOutputs = table->_areVariadicOutputsAlike = &One;
        table->_createKernel = &CreateKernel;
        table->_compute = &Compute;
        table->_getFirstVersion = table->_getLastVersion = &One;
        table->_owner = owner;
        return table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint GetName(OwnOperatorTable* table) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Name));

    /// <summary>The processor's.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint None(OwnOperatorTable* table) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int InputType(OwnOperatorTable* table, nuint index) => AnyType;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OutputType(OwnOperatorTable* table, nuint index) => Float;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint InputCount(OwnOperatorTable* table) => MostInputs;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OutputCount(OwnOperatorTable* table) => MostOutputs;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int InputCharacteristic(OwnOperatorTable* table, nuint index) => index == 0 ? Required : Optional;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OutputCharacteristic(OwnOperatorTable* table, nuint index) => index == 0 ? Required : Optional;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int InputMemory(OwnOperatorTable* table, nuint index) => DefaultMemory;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int One(OwnOperatorTable* table) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CreateKernel(OwnOperatorTable* table, nint api, nint info, nint* kernel)
    {
        long place;
        nint status;
        fixed (byte* name = "place\0"u8)
            status = ((delegate* unmanaged<nint, byte*, long*, nint>)((nint*)api)[RuntimeApi.GetKernelInteger])(info, name, &place);
        if (status == 0)
            *kernel = GCHandle.ToIntPtr(GCHandle.Alloc(new OwnKernel((OwnOperatorSet)GCHandle.FromIntPtr(table->_owner).Target!, (int)place)));
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DestroyKernel(nint kernel) => GCHandle.FromIntPtr(kernel).Free();

    /// <summary>Nothing may be thrown into native code: trouble becomes a status, which ONNX Runtime hands to whoever runs the session.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Compute(nint kernel, nint context)
    {
        const int failed = 1;
        try
        {
            ((OwnKernel)GCHandle.FromIntPtr(kernel).Target!).Compute(context);
            return 0;
        }
        catch (Exception e)
        {
            var message = Marshal.StringToCoTaskMemUTF8(e.Message);
            var status = ((delegate* unmanaged<int, nint, nint>)RuntimeApi.Table[RuntimeApi.CreateStatus])(failed, message);
            Marshal.FreeCoTaskMem(message);
            return status;
        }
    }
}

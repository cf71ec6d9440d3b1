using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>A call of ONNX Runtime's, on whose threads the tasks run.</summary>
internal sealed unsafe class RuntimeCall(nint context, KernelScratch scratch) : IOperatorCall
{
    public KernelScratch Scratch => scratch;

    public int Inputs
    {
        get
        {
            nuint inputs;
            RuntimeApi.Check(((delegate* unmanaged<nint, nuint*, nint>)RuntimeApi.Table[RuntimeApi.GetInputCount])(context, &inputs));
            return (int)inputs;
        }
    }

    public OperatorTensor Input(int index)
    {
        nint value;
        RuntimeApi.Check(((delegate* unmanaged<nint, nuint, nint*, nint>)RuntimeApi.Table[RuntimeApi.GetInput])(context, (nuint)index, &value));
        return new OperatorTensor(DataOf(value), ShapeOf(value));
    }

    public float* Output(int index, params ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* sizes = shape)
            RuntimeApi.Check(((delegate* unmanaged<nint, nuint, long*, nuint, nint*, nint>)RuntimeApi.Table[RuntimeApi.GetOutput])(
                context, (nuint)index, sizes, (nuint)shape.Length, &value));
        return (float*)DataOf(value);
    }

    public void ForEach(int tasks, Action<int> task)
    {
        if (tasks == 1)
        {
            task(0);
            return;
        }

        var work = new ParallelWork(task);
        var handle = GCHandle.Alloc(work);
        try
        {
            RuntimeApi.Check(((delegate* unmanaged<nint, delegate* unmanaged[Cdecl]<nint, nuint, void>, nuint, nuint, nint, nint>)RuntimeApi.Table[RuntimeApi.ParallelFor])(
                context, &RunOne, (nuint)tasks, 0, GCHandle.ToIntPtr(handle)));
        }
        finally
        {
            handle.Free();
        }

        work.ThrowIfFailed();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunOne(nint work, nuint number) => ((ParallelWork)GCHandle.FromIntPtr(work).Target!).Run((int)number);

    private static void* DataOf(nint value)
    {
        void* data;
        RuntimeApi.Check(((delegate* unmanaged<nint, void**, nint>)RuntimeApi.Table[RuntimeApi.GetTensorData])(value, &data));
        return data;
    }

    private static long[] ShapeOf(nint value)
    {
        var api = RuntimeApi.Table;
        nint shape;
        RuntimeApi.Check(((delegate* unmanaged<nint, nint*, nint>)api[RuntimeApi.GetTensorShape])(value, &shape));
        nuint count;
        var status = ((delegate* unmanaged<nint, nuint*, nint>)api[RuntimeApi.GetDimensionsCount])(shape, &count);
        var sizes = new long[(int)count];
        fixed (long* first = sizes)
            status = status != 0 ? status : ((delegate* unmanaged<nint, long*, nuint, nint>)api[RuntimeApi.GetDimensions])(shape, first, count);
        ((delegate* unmanaged<nint, void>)api[RuntimeApi.ReleaseTensorShape])(shape);
        RuntimeApi.Check(status);
        return sizes;
    }
}

namespace VideoIndex.Vision;

/// <summary>Numbers in somebody else's memory, valid during a call.</summary>
internal readonly unsafe struct OperatorTensor(void* data, long[] shape)
{
    public long[] Shape => shape;

    public float* Floats => (float*)data;

    public int* Integers => (int*)data;
}

namespace VideoIndex.Vision;

/// <summary>An operator of a graph that is computed here and not by ONNX Runtime. One call at a time for all operators of a session.</summary>
internal interface IOwnOperator : IDisposable
{
    /// <summary>Of weights, in this operator's memory.</summary>
    long WeightBytes { get; }

    void Compute(IOperatorCall call);
}

namespace VideoIndex.Vision;

/// <summary>One node of a graph that is computed here.</summary>
internal sealed record OwnKernel(OwnOperatorSet Set, int Place)
{
    public void Compute(nint context) => Set.Compute(Place, context);
}

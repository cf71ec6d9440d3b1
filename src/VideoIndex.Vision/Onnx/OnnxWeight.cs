namespace VideoIndex.Vision;

/// <summary>Floats that a graph names and a session reads in place.</summary>
internal sealed record OnnxWeight(string Name, NativeBuffer Data, long[] Shape);

namespace VideoIndex.Vision;

/// <summary>Numbers that a graph names and a session takes over when it is made.</summary>
internal sealed record OnnxWeight(string Name, NativeBuffer Data, OnnxType Type, long[] Shape);

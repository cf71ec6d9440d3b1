namespace VideoIndex.Benchmarks.Speed;

/// <summary>Size of frames in pixels.</summary>
internal readonly record struct FrameShape(int Width, int Height);

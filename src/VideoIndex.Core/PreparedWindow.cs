namespace VideoIndex.Core;

/// <summary>A window ready for the model: one tensor of pixels [frames, 3, side, side], normalised.</summary>
public sealed record PreparedWindow(TimeRange Window, IReadOnlyList<TimeSpan> FrameTimes, float[] Pixels);

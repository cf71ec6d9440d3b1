namespace VideoIndex.Core;

/// <summary>How fast windows were captioned in full swing: from when the first of them were stored until the last were.</summary>
/// <param name="SecondsPerWindow">0 before a second batch is stored.</param>
/// <param name="SecondsToFirst">What the beginning of the run took more than its windows would have in full swing.</param>
/// <param name="Windows">How many were stored in that time.</param>
public sealed record IndexPace(double SecondsPerWindow, double SecondsToFirst, long Windows);

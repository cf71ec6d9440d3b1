using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>A media with the file to read it from, and what is known of it.</summary>
/// <param name="Probe">Null when it was not probed yet, or failed since. Its duration is the real one once captions were complete.</param>
/// <param name="CuesFingerprint">What its stored cues were read from; null when they were not read yet.</param>
/// <param name="Attempts">How often it failed since it was last complete.</param>
/// <param name="BrokenOff">How many tries to caption it ended with the program (a crash, a kill), since one of its captions was last stored.</param>
public sealed record MediaWork(
    long MediaId, string AbsolutePath, FileRow File, MediaProbe? Probe, string? CuesFingerprint, int Attempts, int BrokenOff);

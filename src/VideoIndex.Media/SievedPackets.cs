namespace VideoIndex.Media;

/// <summary>Those that the pictures on display at the wanted times are made from.</summary>
/// <param name="Wanted">In order, counted like the decoder's input: of pictures that begin later none is meant.</param>
/// <param name="Keyframes">At which of them decoding can begin.</param>
internal sealed record SievedPackets(IEnumerable<TimeSpan> Wanted, KeyframeRule Keyframes);

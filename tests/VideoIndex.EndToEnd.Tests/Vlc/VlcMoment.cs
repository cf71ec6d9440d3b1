namespace VideoIndex.EndToEnd.Tests.Vlc;

/// <summary>What VLC said of itself at one moment of playing.</summary>
/// <param name="Item">VLC's number of the playlist's entry.</param>
/// <param name="Uri">Address of the file it has open.</param>
/// <param name="Second">Where in the file it is, fractions included.</param>
internal sealed record VlcMoment(string Item, string Uri, string Title, double Second);

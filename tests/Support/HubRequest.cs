using System.Globalization;

namespace VideoIndex.Tests.Support;

/// <summary>A request that a <see cref="FakeHub"/> got.</summary>
/// <param name="ToCdn">True when it came to the host of the large files.</param>
/// <param name="At">Ticks of <see cref="System.Diagnostics.Stopwatch"/> at its arrival.</param>
internal sealed record HubRequest(bool ToCdn, string Path, IReadOnlyDictionary<string, string> Headers, long At)
{
    public string? Authorization => Headers.GetValueOrDefault("authorization");

    /// <summary>First byte asked for, or null when everything is.</summary>
    public int? From => Headers.TryGetValue("range", out var range) ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : null;
}

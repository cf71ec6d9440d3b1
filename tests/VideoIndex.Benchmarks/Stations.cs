namespace VideoIndex.Benchmarks;

/// <summary>The stations of the way from a folder to a clip, each with what its rate counts.</summary>
internal static class Stations
{
    public static IReadOnlyList<Station> All() => [];
}

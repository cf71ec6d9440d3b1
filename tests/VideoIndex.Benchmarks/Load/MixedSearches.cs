namespace VideoIndex.Benchmarks.Load;

/// <summary>Addresses as a house full of people, players and scripts asks for them, by a fixed seed.</summary>
/// <param name="isDifferent">Queries of words drawn anew each time, instead of the same twenty.</param>
internal sealed class MixedSearches(bool isDifferent)
{
    private const int Seed = 20_261_125;

    private static readonly string[] Queries =
    [
        "goal celebration", "\"red shirt\" goal", "dog OR cat", "red -shirt", "celebr*", "goal THEN flags", "bar chart in:town-talk", "bus ext:mkv", "a brown dog chases a ball",
        "seen:kitchen", "people longer:30s", "fireworks", "xylophone quarks", "pancake", "traffic light turns red", "somebody points at a chart", "waves", "sailing boat", "stadium crowd", "egg",
    ];

    private static readonly string[] Words = [.. Queries.SelectMany(query => query.Split(' ')).Where(word => word.All(char.IsAsciiLetterLower)).Distinct()];

    private readonly Random _random = new(Seed);

    /// <summary>The next address; not thread-safe.</summary>
    public string Next()
    {
        var query = Uri.EscapeDataString(isDifferent ? string.Join(' ', _random.GetItems(Words, _random.Next(3, 6))) : Queries[_random.Next(Queries.Length)]);
        return _random.Next(100) switch
        {
            < 70 => $"/api/search?q={query}",
            < 78 => $"/api/search?q={query}&limit=50",
            < 85 => $"/live/{query}.xspf",
            < 90 => $"/api/tracks?q={query}",
            < 94 => $"/api/similar?media={_random.Next(1, 5)}&at_ms={_random.Next(0, 30) * 1_000}",
            < 97 => "/api/media?limit=50",
            _ => $"/api/media/{_random.Next(1, 5)}/windows",
        };
    }
}

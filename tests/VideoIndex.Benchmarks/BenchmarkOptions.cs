using System.Globalization;

namespace VideoIndex.Benchmarks;

/// <summary>What the words after <c>./dev bench</c> ask for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = "usage: ./dev bench [speed | profile | plan | search] [--rounds N] [--only STATION] [--print-only]; ./dev bench load [--rate N] [--seconds N] [--hours N] [--print-only]";

    /// <summary>Five: one disturbed round cannot move the median.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Only stations whose name holds this word; such a run is not kept.</summary>
    public string Only { get; init; } = "";

    public BenchmarkKind Kind { get; init; }

    public bool IsKept { get; init; } = true;

    /// <summary>Null when the words are not understood.</summary>
    public static BenchmarkOptions? TryParse(ReadOnlySpan<string> words) => words switch
    {
        [] => new BenchmarkOptions(),
        ["speed", .. var rest] => TryParse(rest) is { } others ? others with { Kind = BenchmarkKind.Speed } : null,
        ["profile", .. var rest] => TryParse(rest) is { } others ? others with { Kind = BenchmarkKind.Profile } : null,
        ["plan", .. var rest] => TryParse(rest) is { } others ? others with { Kind = BenchmarkKind.Plan } : null,
        ["search", .. var rest] => TryParse(rest) is { } others ? others with { Kind = BenchmarkKind.Search } : null,
        ["--print-only", .. var rest] => TryParse(rest) is { } others ? others with { IsKept = false } : null,
        ["--only", var station, .. var rest] => TryParse(rest) is { } others ? others with { Only = station, IsKept = false } : null,
        ["--rounds", var number, .. var rest] when int.TryParse(number, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 =>
            TryParse(rest) is { } others ? others with { Rounds = rounds } : null,
        _ => null,
    };
}

using System.Globalization;

namespace VideoIndex.Benchmarks.Load;

/// <summary>What the words after <c>./dev bench load</c> ask for.</summary>
internal sealed record LoadOptions
{
    public const string Usage = "usage: ./dev bench load [--rate N] [--seconds N] [--hours N] [--different] [--print-only]";

    /// <summary>Requests a second, sent when they are due whether or not those before are answered.</summary>
    public int Rate { get; init; } = 500;

    /// <summary>Length of each phase.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Captioned hours besides the sample films.</summary>
    public int Hours { get; init; }

    /// <summary>Each search by other words than those before, so that no answer is kept from one to the next.</summary>
    public bool IsDifferent { get; init; }

    public bool IsKept { get; init; } = true;

    /// <summary>Null when the words are not understood.</summary>
    public static LoadOptions? TryParse(ReadOnlySpan<string> words) => words switch
    {
        [] => new LoadOptions(),
        ["--print-only", .. var rest] => TryParse(rest) is { } others ? others with { IsKept = false } : null,
        ["--different", .. var rest] => TryParse(rest) is { } others ? others with { IsDifferent = true } : null,
        ["--rate", var number, .. var rest] when Read(number) is > 0 and var rate => TryParse(rest) is { } others ? others with { Rate = rate } : null,
        ["--seconds", var number, .. var rest] when Read(number) is > 0 and var seconds => TryParse(rest) is { } others ? others with { Seconds = seconds } : null,
        ["--hours", var number, .. var rest] when Read(number) is >= 0 and var hours => TryParse(rest) is { } others ? others with { Hours = hours } : null,
        _ => null,
    };

    private static int Read(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
}

namespace VideoIndex.Vision;

/// <summary>English numbers as the model's prompts count frames.</summary>
internal static class NumberWords
{
    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>From 0 to 999: <c>twenty-one</c>, <c>one hundred and five</c>. More frames fit no model's context.</summary>
    public static string Cardinal(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999);
        if (number < 20)
            return s_small[number];
        var (unit, rest) = number < 100 ? (10, number % 10) : (100, number % 100);
        var head = number < 100 ? s_tens[number / 10 - 2] : $"{s_small[number / 100]} hundred";
        var joint = unit == 10 ? "-" : " and ";
        return rest == 0 ? head : head + joint + Cardinal(rest);
    }
}

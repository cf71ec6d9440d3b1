using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Fixed answers as the token sequences that stand for them, and how their scores become probabilities. Pure.</summary>
/// <remarks>
/// A model writes an answer with a blank before it and often with a capital: <c>yes</c> stands for <c> yes</c> and <c> Yes</c>.
/// Where one sequence begins another (<c>no</c>, <c>no idea</c>) the shorter one is left with what the longer one does not take:
/// the sequences are then events of which at most one happens, and their probabilities may be summed.
/// </remarks>
internal sealed class ChoiceTable
{
    private readonly IReadOnlyList<string> _choices;
    private readonly List<(int Choice, IReadOnlyList<int> Tokens)> _rows = [];

    /// <exception cref="VideoIndexException"><c>bad_option</c>: fewer than two choices, an empty one, or two that are the same words.</exception>
    public ChoiceTable(IReadOnlyList<string> choices, Func<string, IReadOnlyList<int>> encode)
    {
        _choices = choices;
        if (choices.Count < 2)
            throw Refusal($"{choices.Count} choices, expected at least two");
        for (var i = 0; i < choices.Count; i++)
            Add(i, choices[i].Trim(), encode);
    }

    public IReadOnlyList<IReadOnlyList<int>> Sequences => [.. _rows.Select(r => r.Tokens)];

    /// <param name="scores">Natural logarithms of the probabilities that an answer begins with each of <see cref="Sequences"/>.</param>
    public ChoiceAnswer ToAnswer(IReadOnlyList<double> scores)
    {
        var mass = new double[_choices.Count];
        for (var row = 0; row < _rows.Count; row++)
            mass[_rows[row].Choice] += OwnProbability(row, scores);
        var covered = mass.Sum();
        // Scores far below what a number can hold still compare.
        if (!(covered > 0))
            mass = FromBest(scores);
        var sum = mass.Sum();
        return new ChoiceAnswer([.. _choices.Select((choice, i) => new ChoiceProbability(choice, mass[i] / sum))], Math.Min(covered, 1));
    }

    private void Add(int choice, string text, Func<string, IReadOnlyList<int>> encode)
    {
        if (text.Length == 0)
            throw Refusal("a choice is empty, expected at least one character");
        foreach (var spelling in (string[])[" " + text, $" {char.ToUpperInvariant(text[0])}{text[1..]}"])
        {
            var tokens = encode(spelling);
            var same = _rows.Where(r => r.Tokens.SequenceEqual(tokens)).Select(r => (int?)r.Choice).FirstOrDefault();
            if (same is null)
                _rows.Add((choice, tokens));
            else if (same != choice)
                throw Refusal($"the choices `{_choices[same.Value]}` and `{_choices[choice]}` are the same words");
        }
    }

    private static VideoIndexException Refusal(string what) => new(ErrorCodes.BadOption, what, "name different answers, for instance `yes,no`");

    private double OwnProbability(int row, IReadOnlyList<double> scores)
    {
        var longer = Enumerable.Range(0, _rows.Count).Where(i => Begins(row, i)).ToList();
        var nearest = longer.Where(i => !longer.Any(between => Begins(between, i)));
        return Math.Max(0, Math.Exp(scores[row]) - nearest.Sum(i => Math.Exp(scores[i])));
    }

    private bool Begins(int row, int other) =>
        _rows[row].Tokens.Count < _rows[other].Tokens.Count && _rows[other].Tokens.Take(_rows[row].Tokens.Count).SequenceEqual(_rows[row].Tokens);

    private double[] FromBest(IReadOnlyList<double> scores)
    {
        var best = scores.Max();
        var mass = new double[_choices.Count];
        for (var row = 0; row < _rows.Count; row++)
            mass[_rows[row].Choice] += Math.Exp(scores[row] - best);
        return mass;
    }
}

using System.Globalization;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Cli.Output;

/// <summary>A line of untrusted text as the cells of a terminal: what is shown, how wide it is, what of it is marked. A pure rule.</summary>
internal sealed class TextCells
{
    private const string Bold = "\u001b[1m";
    private const string NotBold = "\u001b[22m";
    private const string Cut = "…";

    /// <summary>Ranges that terminals show two columns wide: East Asian scripts and most emoji.</summary>
    private static readonly (int First, int Last)[] _wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    private readonly List<Cell> _cells = [];

    public TextCells(string text, IReadOnlyList<TextSpan> marked)
    {
        var at = 0;
        var next = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            while (next < marked.Count && marked[next].End <= at)
                next++;
            var shown = Terminal.Printable(rune.ToString());
            _cells.Add(new Cell(shown, shown.Length > rune.Utf16SequenceLength ? shown.Length : Width(rune), next < marked.Count && marked[next].Start <= at));
            at += rune.Utf16SequenceLength;
        }
    }

    /// <summary>All of it, or as much from the first mark on, and some before it, as fits.</summary>
    public string FromTheFirstMark(int? columns, TextMarks marks)
    {
        if (columns is not { } most || _cells.Sum(cell => cell.Width) <= most)
            return Render(_cells, marks);
        var mark = _cells.FindIndex(cell => cell.IsMarked);
        var start = mark < 0 || ColumnOf(mark) < most * 3 / 4 ? 0 : StartBefore(mark, most / 3);
        return (start > 0 ? Cut : "") + Render(Fitting(_cells.Skip(start), most - (start > 0 ? 1 : 0)), marks);
    }

    /// <summary>All of it, or as much of its end as fits: of a path the end tells most.</summary>
    public string TheEnd(int? columns)
    {
        if (columns is not { } most || _cells.Sum(cell => cell.Width) <= most)
            return Render(_cells, TextMarks.None);
        var start = StartBefore(_cells.Count, most - 1);
        return Cut + Render(_cells.Skip(start), TextMarks.None);
    }

    private int ColumnOf(int cell) => _cells.Take(cell).Sum(before => before.Width);

    private int StartBefore(int cell, int columns)
    {
        var start = cell;
        while (start > 0 && (columns -= _cells[start - 1].Width) >= 0)
            start--;
        return start;
    }

    /// <summary>As many cells as fit, with an ellipsis in the last column when not all do.</summary>
    private static List<Cell> Fitting(IEnumerable<Cell> cells, int columns)
    {
        var all = cells.ToList();
        if (all.Sum(cell => cell.Width) <= columns)
            return all;
        var fitting = new List<Cell>();
        var left = columns - 1;
        foreach (var cell in all.TakeWhile(cell => (left -= cell.Width) >= 0))
            fitting.Add(cell);
        fitting.Add(new Cell(Cut, 1, false));
        return fitting;
    }

    private static string Render(IEnumerable<Cell> cells, TextMarks marks)
    {
        var line = new StringBuilder();
        var isBold = false;
        foreach (var cell in cells)
        {
            if (marks == TextMarks.Bold && cell.IsMarked != isBold)
                line.Append((isBold = cell.IsMarked) ? Bold : NotBold);
            line.Append(cell.Shown);
        }

        return line.Append(isBold ? NotBold : "").ToString();
    }

    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        return Array.Exists(_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }

    private readonly record struct Cell(string Shown, int Width, bool IsMarked);
}

using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <inheritdoc/>
public sealed class Editor(IndexerOptions options, SharedWriter writers) : IEditor
{
    /// <summary>Several times what a model writes about a window.</summary>
    private const int LongestText = 2_000;

    private readonly TextPublisher _publisher = new(options.DataFolder, options.TextIndexFolder);

    public void Correct(long mediaId, TimeRange window, string text)
    {
        var line = Line(text);
        if (line.Length is 0 or > LongestText)
            throw new VideoIndexException(ErrorCodes.BadOption, $"the caption has {line.Length} characters, expected 1 to {LongestText}",
                line.Length == 0 ? "to have the model's again, undo the correction" : "say it shorter");
        using (var loan = writers.Borrow())
            loan.Writer.PutCorrection(mediaId, window, line);
        _publisher.CatchUp(CancellationToken.None);
    }

    public bool UndoCorrection(long mediaId, long startMs)
    {
        using (var loan = writers.Borrow())
            if (!loan.Writer.RemoveCorrection(mediaId, startMs))
                return false;
        _publisher.CatchUp(CancellationToken.None);
        return true;
    }

    public void Judge(string query, IReadOnlyList<Judgement> judgements)
    {
        var normal = Judgement.Normal(query);
        if (normal.Length == 0)
            throw new VideoIndexException(ErrorCodes.BadQuery, "the query is empty", "give the words that were searched for");
        using var loan = writers.Borrow();
        loan.Writer.PutJudgements(normal, judgements);
    }

    public int ForgetJudgements(string query)
    {
        using var loan = writers.Borrow();
        return loan.Writer.RemoveJudgements(Judgement.Normal(query));
    }

    /// <summary>One line of what can be seen: control characters and line ends become blanks.</summary>
    private static string Line(string text) => string.Join(' ',
        new string([.. text.Select(sign => char.IsControl(sign) ? ' ' : sign)]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

namespace VideoIndex.TextIndex;

/// <summary>A document number of one open reader, with what decides its place.</summary>
internal readonly record struct FoundDocument(float Score, long MediaId, long StartMs, int Document)
{
    public static readonly Comparer<FoundDocument> WorstFirst = Comparer<FoundDocument>.Create(static (a, b) =>
    {
        var order = a.Score.CompareTo(b.Score);
        if (order == 0)
            order = b.MediaId.CompareTo(a.MediaId);
        if (order == 0)
            order = b.StartMs.CompareTo(a.StartMs);
        return order != 0 ? order : b.Document.CompareTo(a.Document);
    });
}

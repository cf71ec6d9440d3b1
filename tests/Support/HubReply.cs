namespace VideoIndex.Tests.Support;

/// <summary>What a <see cref="FakeHub"/> answers.</summary>
internal sealed record HubReply(int Status, byte[] Body)
{
    public HubReply(int status) : this(status, []) { }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection is closed after so many bytes of the body, though more were announced.</summary>
    public int? CutAfter { get; init; }

    /// <summary>After <see cref="CutAfter"/> the connection stays open and gives nothing, until the other side closes it.</summary>
    public bool Hangs { get; init; }

    /// <summary>Wait before each of <see cref="Pieces"/> pieces of the body.</summary>
    public TimeSpan Pause { get; init; }

    public int Pieces { get; init; } = 1;
}

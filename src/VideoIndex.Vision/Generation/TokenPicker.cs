namespace VideoIndex.Vision;

/// <summary>The session that picks tokens on the device of a text model, and what it may not pick. One batch at a time.</summary>
internal sealed class TokenPicker(ModelSession session, int vocabulary) : IDisposable
{
    public ModelSession Session => session;

    public int Vocabulary => vocabulary;

    /// <summary>[vocabulary] floats.</summary>
    public NativeBuffer Bans { get; } = new((long)vocabulary * sizeof(float));

    /// <summary>From now on only these are not picked; steps that were bound before do not know it.</summary>
    public void Ban(IReadOnlyList<int> tokens)
    {
        var bans = Bans.Span<float>(0, vocabulary);
        bans.Clear();
        LogitRules.Ban(bans, tokens);
    }

    public void Dispose()
    {
        session.Dispose();
        Bans.Dispose();
    }
}

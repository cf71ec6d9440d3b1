namespace VideoIndex.Core;

/// <summary>Turns text into vectors whose scalar product says how near two meanings are. For one thread at a time, but for single words.</summary>
public interface ITextEmbedder : IDisposable
{
    /// <summary>Name and content hash, <c>sample@1f2e3d4c</c>: vectors of two identities are never compared.</summary>
    string Identity { get; }

    int Dimensions { get; }

    /// <summary>A vector of length 1 for each text, in their order; all zeros for a text without any word.</summary>
    IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel);

    /// <summary>
    /// What a word is near to by itself, whatever stands beside it: a vector of length 1, to be compared with those of other words only. Null
    /// for a word, or an embedder, of which that is not known. A table is looked up, no model runs; for any number of threads.
    /// </summary>
    float[]? WordVector(string word);
}

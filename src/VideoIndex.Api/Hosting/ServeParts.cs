using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What the server cannot make by itself: the program that starts it puts these in.</summary>
/// <param name="OpenIndexer">Opens the model's settings, and throws what is wrong with them; called for each run.</param>
/// <param name="PublishText">Brings the text index up to the catalog; does nothing while another process does it. Called by one thread at a time.</param>
/// <param name="Log">Takes one line for the person at the console.</param>
/// <param name="Editor">Stores what people say.</param>
public sealed record ServeParts(
    Func<IIndexer> OpenIndexer, Action<CancellationToken> PublishText, Action<string> Log, TimeProvider Clock, IEditor Editor)
{
    /// <summary>Answers questions about clips; null where there is no model to ask.</summary>
    public IClipAsker? Asker { get; init; }

    /// <summary>Opens what says what an index run would cost; null where there is no model to index with.</summary>
    public Func<IIndexEstimator>? OpenEstimator { get; init; }

    /// <summary>Answers below <c>/jobs</c>, for admins: a page about what the indexer does. Null: there is none.</summary>
    public RequestDelegate? JobsPage { get; init; }

    /// <summary>Null: searches go by words alone.</summary>
    public MeaningParts? Meaning { get; init; }
}

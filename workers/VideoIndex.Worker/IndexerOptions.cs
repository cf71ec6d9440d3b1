using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Settings of the indexing pipeline.</summary>
public sealed record IndexerOptions
{
    /// <summary>Where the catalog and the derived indexes lie.</summary>
    public required string DataFolder { get; init; }

    public MediaOptions Media { get; init; } = new();

    /// <summary>For an estimate and the one run after it, so that each file is probed once; null: each knows what it finds itself, until it ends.</summary>
    public ProbedMedia? Probed { get; init; }

    /// <summary>Files decoded at one time. Two keep the model fed while one file ends and the next begins; more only share the same cores.</summary>
    public int Decoders { get; init; } = 2;

    /// <summary>The longest that captions wait before they can be searched. A publish costs some 10 ms and a commit to disk.</summary>
    public TimeSpan PublishEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for the batch in flight before it is dropped (it is made again in the next run).</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(4);

    public string TextIndexFolder => Path.Combine(DataFolder, "text");

    public string VectorIndexFolder => Path.Combine(DataFolder, "vectors");

    /// <summary>Loads what turns captions into vectors; null: the vector index is left as it is, and search goes by words alone.</summary>
    public Func<ITextEmbedder>? LoadEmbedder { get; init; }

    /// <summary>Where a run's jobs are shown to people; null: nowhere.</summary>
    public JobBoard? Board { get; init; }

    /// <exception cref="VideoIndexException">A value is out of its range.</exception>
    public IndexerOptions Validated() => Decoders is >= 1 and <= 64
        ? this
        : throw new VideoIndexException(ErrorCodes.BadOption, $"decoders is `{Decoders}`, expected 1 to 64", "2 suits most machines");
}

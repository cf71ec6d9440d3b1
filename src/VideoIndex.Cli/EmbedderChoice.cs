using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli;

/// <summary>Which text embedder vectors are made with; none: words alone.</summary>
/// <param name="Folder">Null for none.</param>
internal sealed record EmbedderChoice(string? Folder)
{
    public const string None = "none";

    public static EmbedderChoice From(string? option)
    {
        var given = option ?? Environment.GetEnvironmentVariable("VIDEOINDEX_EMBEDDER");
        return given == None ? new EmbedderChoice((string?)null)
            : new EmbedderChoice(string.IsNullOrEmpty(given) ? Samples.Embedder : Path.GetFullPath(given));
    }

    /// <summary>One thread beside captioning, which needs the others.</summary>
    public Func<ITextEmbedder>? Loader => Folder is { } folder ? () => TextEmbedder.Load(folder, threads: 1) : null;

    /// <exception cref="VideoIndexException">The folder holds no embedder.</exception>
    public ITextEmbedder? Load() => Folder is { } folder ? TextEmbedder.Load(folder, Environment.ProcessorCount) : null;
}

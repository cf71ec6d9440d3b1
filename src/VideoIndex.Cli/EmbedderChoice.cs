using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli;

/// <summary>Which text embedder vectors are made with; none: words alone.</summary>
/// <param name="Folder">Null for none.</param>
internal sealed record EmbedderChoice(string? Folder)
{
    public const string None = "none";

    public static EmbedderChoice Sample => new(Samples.Embedder);

    /// <summary>The first of: <paramref name="option"/>, <c>VIDEOINDEX_EMBEDDER</c>, the sample.</summary>
    /// <param name="option">A model's name in the store, a folder, or <see cref="None"/>; a name goes first, <c>./minilm</c> is a folder.</param>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c> or <c>model_unsupported</c>.</exception>
    public static EmbedderChoice From(string? option, string dataFolder)
    {
        var (given, reason) = option is null
            ? (Environment.GetEnvironmentVariable("VIDEOINDEX_EMBEDDER"), "given in VIDEOINDEX_EMBEDDER")
            : (option, "given with --embedder");
        if (string.IsNullOrEmpty(given))
            return Sample;
        return new EmbedderChoice(given == None ? null : Models.In(dataFolder).FolderOf(given, ModelKind.TextEmbedder, reason));
    }

    /// <summary>One thread beside captioning, which needs the others.</summary>
    public Func<ITextEmbedder>? Loader => Folder is { } folder ? () => TextEmbedder.Load(folder, threads: 1) : null;

    /// <exception cref="VideoIndexException">The folder holds no embedder.</exception>
    public ITextEmbedder? Load() => Folder is { } folder ? TextEmbedder.Load(folder, Environment.ProcessorCount) : null;
}

using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>model list --json</c>.</summary>
/// <param name="Default">Name of the model that captions when none is named; <c>sample</c> when none was pulled.</param>
internal sealed record ModelsJson(string Default, IReadOnlyList<ModelsJson.ModelJson> Models)
{
    private const string Sample = "sample";

    public static ModelsJson From(ModelStore store)
    {
        var chosen = store.Default()?.Name ?? Sample;
        return new ModelsJson(chosen, [.. store.List().Select(model => Describe(model, chosen)), DescribeSample(chosen)]);
    }

    private static ModelJson Describe(StoredModel model, string chosen)
    {
        var published = PublishedModel.Find(model.Name);
        var (source, revision) = model.Manifest is { } manifest ? (manifest.Source, manifest.Revision) : (published?.Repository, published?.Revision);
        return new ModelJson(model.Name, Word(model.Kind), Word(model.State), model.Manifest?.Size ?? (model.State == ModelState.Partial ? model.PartialBytes : null),
            published?.AboutBytes, source, revision, model.Folder, model.Name == chosen, model.Trouble);
    }

    private static ModelJson DescribeSample(string chosen) =>
        new(Sample, Word(ModelKind.Captioner), "built_in", null, null, null, null, Samples.Model, chosen == Sample, null);

    private static string Word(ModelKind kind) => kind == ModelKind.Captioner ? "captioner" : "text_embedder";

    private static string Word(ModelState state) => state switch
    {
        ModelState.NotPulled => "not_pulled",
        ModelState.Partial => "partial",
        ModelState.Whole => "whole",
        _ => "damaged",
    };

    /// <param name="State"><c>whole</c>, <c>damaged</c>, <c>partial</c>, <c>not_pulled</c>, <c>built_in</c>.</param>
    /// <param name="SizeBytes">What is here; null when nothing is.</param>
    /// <param name="AboutBytes">Of the published model, rounded.</param>
    internal sealed record ModelJson(
        string Name, string Kind, string State, long? SizeBytes, long? AboutBytes, string? Source, string? Revision, string Folder, bool Default, string? Trouble);
}

using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli;

/// <summary>The models beside a catalog, and the hub that this user's environment names.</summary>
internal static class Models
{
    public static ModelStore In(string dataFolder) => new(Path.Combine(dataFolder, "models"), DiskSpace.FreeAt, TimeProvider.System);

    /// <summary><c>HF_ENDPOINT</c> and <c>HF_TOKEN</c>, as the hub's own tools read them.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public static HubOptions Hub()
    {
        var options = new HubOptions();
        if (Environment.GetEnvironmentVariable("HF_ENDPOINT") is { Length: > 0 } address)
            options = options with { Endpoint = Uri.TryCreate(address, UriKind.Absolute, out var endpoint) ? endpoint : new Uri(address, UriKind.Relative) };
        if (Environment.GetEnvironmentVariable("HF_TOKEN")?.Trim() is { Length: > 0 } token)
            options = options with { Token = token };
        options.Validate();
        return options;
    }

    /// <summary>A model by name, or an error that lists the names.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public static StoredModel Named(this ModelStore store, string name) => store.Find(name)
        ?? throw new VideoIndexException(ErrorCodes.BadOption, $"there is no model `{name}`, expected one of {string.Join(", ", store.List().Select(model => model.Name))}",
            "`videoindex model list` shows them");

    /// <summary>The folder of a model that a person named: one in the store, or else a folder; a name goes first, <c>./500m</c> is a folder.</summary>
    /// <param name="reason">Where the name was given, for errors.</param>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_unsupported</c> or <c>model_damaged</c>.</exception>
    public static string FolderOf(this ModelStore store, string given, ModelKind kind, string reason)
    {
        var found = store.Find(given);
        return found is null || (!found.IsHere && Directory.Exists(given)) ? Path.GetFullPath(given) : found.Usable(kind, reason);
    }

    /// <summary>The folder of a model that is whole and of this kind.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_unsupported</c> or <c>model_damaged</c>.</exception>
    public static string Usable(this StoredModel model, ModelKind kind, string reason)
    {
        if (model.Kind != kind)
            throw new VideoIndexException(ErrorCodes.ModelUnsupported, $"`{model.Name}` {Does(model.Kind)}, expected a model that {Does(kind)}", "`videoindex model list` shows them");
        if (!model.IsHere)
            throw new VideoIndexException(ErrorCodes.ModelMissing, $"the model `{model.Name}` {reason} is not {(model.State == ModelState.Partial ? "all " : "")}here", $"`videoindex model pull {model.Name}`");
        return model.State == ModelState.Damaged
            ? throw new VideoIndexException(ErrorCodes.ModelDamaged, $"the model `{model.Name}` is damaged: {model.Trouble}",
                $"`videoindex model pull {model.Name}` mends it, `videoindex model remove {model.Name}` deletes it")
            : model.Folder;
    }

    private static string Does(ModelKind kind) => kind == ModelKind.Captioner ? "captions" : "turns words into vectors";
}

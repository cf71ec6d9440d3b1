using System.CommandLine;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex model pull|list|verify|remove</c></summary>
internal static class ModelCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = $"{string.Join(", ", PublishedModel.All.Select(model => model.Name))}; with --from any name you like",
    };

    private static readonly Argument<string> StoredName = new("NAME") { Description = "a model as `videoindex model list` names it" };

    private static readonly Argument<string?> OneOrAll = new("NAME") { Description = "one model; none: all that are here", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> FromFolder = new("--from")
    {
        Description = "copy a folder that was downloaded elsewhere, instead of asking the hub",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var pull = new Command("pull", "Fetches a model from the model hub ($HF_ENDPOINT, $HF_TOKEN); a stopped pull goes on where it was") { Name, FromFolder };
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        pull.SetAction((parsed, cancel) => Task.Run(() => PullAsync(parsed, cancel), cancel));
        var list = new Command("list", "Models that are here or can be pulled, and which one captions when none is named") { Json };
        list.SetAction(parsed => List(parsed));
        var verify = new Command("verify", "Reads models through and compares them with what was received; exit code 2 when something differs") { OneOrAll };
        verify.SetAction((parsed, cancel) => Task.Run(() => Verify(parsed, cancel), cancel));
        var remove = new Command("remove", "Deletes a model, or what a stopped pull left of it") { StoredName };
        remove.SetAction(parsed => Remove(parsed));
        return new Command("model", "Fetches, lists, checks and removes the models that understand videos") { pull, list, verify, remove };
    }

    private static async Task<int> PullAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (store, name) = (Store(parsed), parsed.GetValue(Name)!.ToLowerInvariant());
        StoredModel model;
        using (var line = new PullLine(TimeProvider.System))
            model = parsed.GetValue(FromFolder) is { } folder
                ? await store.ImportAsync(name, Path.GetFullPath(folder), line, cancel)
                : await PullAsync(store, name, line, cancel);
        Terminal.Say($"{model.Name} is here: {PullLine.Bytes(model.Manifest!.Size)} in {Terminal.Printable(model.Folder)}");
        if (model.Kind == ModelKind.Captioner)
            Terminal.Say(store.Default()?.Name == model.Name
                ? "`videoindex index` uses it from now on, and captions anew what another model has captioned"
                : $"`videoindex index --model {model.Name}` uses it; without --model it is {store.Default()?.Name}");
        return ExitCode.Found;
    }

    private static Task<StoredModel> PullAsync(ModelStore store, string name, PullLine line, CancellationToken cancel)
    {
        var published = PublishedModel.Find(name) ?? throw new VideoIndexException(ErrorCodes.BadOption,
            $"`{name}` cannot be pulled, expected one of {string.Join(", ", PublishedModel.All.Select(model => model.Name))}",
            "a model of your own comes in with `--from DIR`");
        var hub = Models.Hub();
        Terminal.Say($"{published.Name}: {published.Repository} at {published.Revision[..8]} from {hub.Endpoint.Host}, about {PullLine.Bytes(published.AboutBytes)}");
        return store.PullAsync(published, hub, line, cancel);
    }

    private static int List(ParseResult parsed)
    {
        var models = ModelsJson.From(Store(parsed));
        if (parsed.GetValue(Json))
            JsonOutput.Write(models);
        else
            Print(models);
        return ExitCode.Found;
    }

    private static void Print(ModelsJson models)
    {
        Console.WriteLine($"{"NAME",-12}{"SIZE",-12}{"REVISION",-10}{"STATE",-12}");
        foreach (var model in models.Models)
        {
            var size = model.SizeBytes is { } bytes ? PullLine.Bytes(bytes) : model.AboutBytes is { } about ? $"~{PullLine.Bytes(about)}" : "";
            var state = model.State.Replace('_', ' ');
            var captions = model.Default ? "captions when none is named" : "";
            Console.WriteLine($"{model.Name,-12}{size,-12}{(model.Revision is { } revision ? revision[..Math.Min(8, revision.Length)] : "-"),-10}{state,-12}{captions}".TrimEnd());
            if (model.Trouble is { } trouble)
                Console.WriteLine($"{"",-12}{Terminal.Printable(trouble)}");
        }
    }

    private static int Verify(ParseResult parsed, CancellationToken cancel)
    {
        var store = Store(parsed);
        var models = parsed.GetValue(OneOrAll) is { } name ? [store.Named(name)] : store.List().Where(model => model.IsHere).ToList();
        if (models.FirstOrDefault(model => !model.IsHere) is { } absent)
            throw new VideoIndexException(ErrorCodes.ModelMissing, $"the model `{absent.Name}` is not here", $"`videoindex model pull {absent.Name}`");
        if (models.Count == 0)
            Terminal.Say("no model was pulled: there is nothing to verify");
        var damaged = models.Count(model => !IsWhole(store, model, cancel));
        return damaged > 0 ? ExitCode.Error : ExitCode.Found;
    }

    private static bool IsWhole(ModelStore store, StoredModel model, CancellationToken cancel)
    {
        List<FileDamage> found;
        using (var line = new PullLine(TimeProvider.System))
            found = [.. store.Verify(model, line, cancel)];
        if (found.Count == 0)
        {
            Console.WriteLine($"{model.Name}: whole, {model.Manifest!.Files.Count} files, {PullLine.Bytes(model.Manifest.Size)}");
            return true;
        }

        foreach (var file in found)
            Console.WriteLine($"{model.Name}: {Terminal.Printable(file.File)} is damaged\n  expected {file.Expected}\n  found    {file.Found}");
        Terminal.Error(new VideoIndexException(ErrorCodes.ModelDamaged, $"the model `{model.Name}` is damaged", $"`videoindex model pull {model.Name}` mends it"));
        return false;
    }

    private static int Remove(ParseResult parsed)
    {
        var store = Store(parsed);
        var model = store.Named(parsed.GetValue(StoredName)!);
        if (!store.Remove(model))
            throw new VideoIndexException(ErrorCodes.ModelMissing, $"the model `{model.Name}` is not here", "`videoindex model list` shows what is");
        Terminal.Say($"{model.Name} is removed");
        return ExitCode.Found;
    }

    private static ModelStore Store(ParseResult parsed) => Models.In(GlobalOptions.DataFolder(parsed));
}

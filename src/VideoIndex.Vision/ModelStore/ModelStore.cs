using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Models on this machine, each a folder with the manifest of what was received: pulled from a hub or copied from a folder.</summary>
/// <remarks>
/// Safe from many threads and processes: what changes the store holds its lock, and a model appears, or is replaced, as a whole.
/// </remarks>
/// <param name="folder">Made when a model comes in.</param>
/// <param name="freeBytes">Free bytes at a folder; null where the system does not tell.</param>
public sealed class ModelStore(string folder, Func<string, long?> freeBytes, TimeProvider clock)
{
    /// <summary>
    /// Which model captions when none is named. The 500M before the 256M, because it sees more (Video-MME 42.2 against 33.7, says its
    /// publisher); the 2.2B only when it is all there is, because most machines have no card and it has four times the weights.
    /// </summary>
    private static readonly string[] Preferred = ["500m", "256m", "2.2b"];

    /// <summary>Every published model and everything else in the store, in that order.</summary>
    /// <exception cref="VideoIndexException"><c>data_folder_unusable</c>.</exception>
    public IReadOnlyList<StoredModel> List()
    {
        var published = PublishedModel.All.Select(model => model.Name);
        try
        {
            return [.. published.Concat(OtherNames().Except(published).Order(StringComparer.Ordinal)).Select(Look)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>A model that is published or in the store, or null.</summary>
    /// <exception cref="VideoIndexException"><c>data_folder_unusable</c>.</exception>
    public StoredModel? Find(string name) => List().FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The model that captions when none is named; null when the store has none.</summary>
    /// <remarks>A damaged one is not passed over: another model in its place would caption everything anew, unasked.</remarks>
    public StoredModel? Default()
    {
        var here = List().Where(model => model.IsHere && model.Kind == ModelKind.Captioner).ToList();
        return Preferred.Select(name => here.Find(model => model.Name == name)).FirstOrDefault(model => model is not null) ?? here.FirstOrDefault();
    }

    /// <summary>Brings a published model into the store. What an earlier pull received is kept, and read through before it is trusted.</summary>
    /// <exception cref="VideoIndexException">
    /// <c>access_denied</c>, <c>download_failed</c>, <c>model_damaged</c>, <c>disk_full</c>, <c>already_running</c>, <c>bad_option</c> or <c>data_folder_unusable</c>.
    /// </exception>
    public Task<StoredModel> PullAsync(PublishedModel model, HubOptions hub, IProgress<PullProgress> progress, CancellationToken cancel) => ChangeAsync(async () =>
    {
        var here = Look(model.Name);
        if (here.State == ModelState.Whole && here.Manifest!.Revision == model.Revision && !Verify(here, progress, cancel).Any())
            return here;
        var part = PartFolder.Make(folder, model.Name, model.Revision[..8]);
        if (here.IsHere && (here.Manifest is null || here.Manifest.Revision == model.Revision))
            part.TakeOver(here.Folder);
        var files = await new ModelDownload(model, hub, freeBytes, clock, progress).RunAsync(part.Path, cancel);
        return Publish(part, new ModelManifest(model.Name, model.Kind, model.Repository, hub.Endpoint.GetLeftPart(UriPartial.Authority), model.Revision, clock.GetUtcNow(), files));
    });

    /// <summary>Copies a folder into the store.</summary>
    /// <exception cref="VideoIndexException">
    /// <c>model_missing</c>, <c>model_damaged</c>, <c>model_unsupported</c>, <c>disk_full</c>, <c>already_running</c>, <c>bad_option</c> or <c>data_folder_unusable</c>.
    /// </exception>
    public Task<StoredModel> ImportAsync(string name, string from, IProgress<PullProgress> progress, CancellationToken cancel) => ChangeAsync(async () =>
    {
        if (!ModelFileNames.IsModelName(name))
            throw new VideoIndexException(ErrorCodes.BadOption, $"`{name}` is no name for a model, expected a-z, 0-9, `.`, `_` and `-`", "name it like `500m` or `my-500m`");
        if (!Directory.Exists(from))
            throw CheckpointErrors.Missing(from, "a folder with a model's files");
        var kind = PublishedModel.Find(name)?.Kind ?? ModelImport.KindOf(from);
        var part = PartFolder.Make(folder, name, "import");
        try
        {
            var files = await new ModelImport(from, kind, freeBytes, clock, progress).RunAsync(part.Path, cancel);
            return Publish(part, new ModelManifest(name, kind, Path.GetFullPath(from), Endpoint: null, Revision: null, clock.GetUtcNow(), files));
        }
        catch
        {
            part.Delete(); // a copy is as quickly made anew
            throw;
        }
    });

    /// <summary>Reads a model through and holds it against its manifest; yields as it goes.</summary>
    /// <exception cref="VideoIndexException"><c>model_damaged</c>: there is no manifest to hold it against.</exception>
    public IEnumerable<FileDamage> Verify(StoredModel model, IProgress<PullProgress> progress, CancellationToken cancel)
    {
        var manifest = model.Manifest ?? ModelManifest.Read(model.Folder);
        return ModelCheck.Hashes(model.Folder, manifest, new PullMeter(progress, clock, PullStage.Checking, manifest.Size), cancel);
    }

    /// <summary>Deletes a model and what a stopped pull left of it.</summary>
    /// <returns>False when there was nothing.</returns>
    /// <exception cref="VideoIndexException"><c>already_running</c> or <c>data_folder_unusable</c>.</exception>
    public bool Remove(StoredModel model)
    {
        if (!Directory.Exists(folder))
            return false;
        try
        {
            using var held = StoreLock.Take(folder);
            var there = PartFolder.Leftovers(folder, model.Name).Append(model.Folder).Where(Directory.Exists).ToList();
            foreach (var path in there)
                Directory.Delete(path, recursive: true);
            File.Delete(ReceivedCheck.PathFor(model.Folder));
            return there.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    private async Task<StoredModel> ChangeAsync(Func<Task<StoredModel>> change)
    {
        try
        {
            using var held = StoreLock.Take(folder);
            return await change();
        }
        catch (IOException e) when (e.HResult is 28 or unchecked((int)0x80070070)) // ENOSPC; ERROR_DISK_FULL
        {
            throw new VideoIndexException(ErrorCodes.DiskFull, $"the disk is full: {e.Message}", "free some space and pull again: what was received is kept", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    private VideoIndexException Unusable(Exception e) =>
        new(ErrorCodes.DataFolderUnusable, $"cannot use the models in `{folder}`: {e.Message}", "give another folder with `--data DIR`", e);

    private static StoredModel Publish(PartFolder part, ModelManifest manifest)
    {
        ModelCheck.CanLoad(part.Path, manifest.Kind);
        manifest.Write(part.Path);
        var folder = part.Publish();
        ReceivedCheck.Remember(folder, manifest); // each file was hashed as it came
        return new StoredModel(manifest.Name, manifest.Kind, folder, ModelState.Whole, manifest);
    }

    private StoredModel Look(string name)
    {
        var (path, kind) = (Path.Combine(folder, name), PublishedModel.Find(name)?.Kind ?? ModelKind.Captioner);
        if (!Directory.Exists(path))
            return Absent(name, kind, path);
        try
        {
            var manifest = ModelManifest.Read(path);
            var trouble = ModelCheck.Sizes(path, manifest);
            return new StoredModel(name, manifest.Kind, path, trouble is null ? ModelState.Whole : ModelState.Damaged, manifest, 0, trouble);
        }
        catch (VideoIndexException trouble)
        {
            return new StoredModel(name, kind, path, ModelState.Damaged, null, 0, trouble.Message);
        }
    }

    private StoredModel Absent(string name, ModelKind kind, string path)
    {
        var partial = PartFolder.Leftovers(folder, name).SelectMany(Directory.EnumerateFiles).Sum(file => new FileInfo(file).Length);
        return new StoredModel(name, kind, path, partial > 0 ? ModelState.Partial : ModelState.NotPulled, null, partial);
    }

    private IEnumerable<string> OtherNames() => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(ModelFileNames.IsModelName)
        : [];
}

using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Receives all files of a published model into a folder, keeping what is there already and is right.</summary>
internal sealed class ModelDownload(PublishedModel model, HubOptions options, Func<string, long?> freeBytes, TimeProvider clock, IProgress<PullProgress> progress)
{
    /// <exception cref="VideoIndexException"><c>access_denied</c>, <c>download_failed</c>, <c>model_damaged</c>, <c>disk_full</c> or <c>bad_option</c>.</exception>
    public async Task<IReadOnlyList<ManifestFile>> RunAsync(string folder, CancellationToken cancel)
    {
        using var hub = new HubClient(options, clock);
        var wanted = await ListAsync(hub, cancel);
        var total = wanted.Sum(file => file.Hub.Size);
        DropOthers(folder, wanted);
        SpaceCheck.Require(folder, total - Here(folder, wanted), freeBytes);
        var meter = new PullMeter(progress, clock, PullStage.Fetching, total);
        var retries = new Retries(options, clock, meter.Say);
        var received = new List<ManifestFile>();
        foreach (var file in wanted)
            received.Add(Kept(folder, file, meter, cancel) ?? await new FileDownload(hub, model, file, meter).RunAsync(folder, retries, cancel));
        return received;
    }

    private async Task<IReadOnlyList<WantedFile>> ListAsync(HubClient hub, CancellationToken cancel)
    {
        byte[] list = [];
        var what = $"`{model.Repository}` at {model.Revision[..8]}";
        var retries = new Retries(options, clock, new PullMeter(progress, clock, PullStage.Fetching, total: 0).Say);
        await retries.RunAsync(async limit =>
            list = await hub.ReadAsync($"api/models/{model.Repository}/tree/{model.Revision}?recursive=true", what, HubListing.MostBytes, limit), () => 0, cancel);
        return HubListing.Choose(model, HubListing.Parse(list, model.Repository));
    }

    /// <summary>A file that an earlier pull finished, read through again: it may have been changed since.</summary>
    private static ManifestFile? Kept(string folder, WantedFile file, PullMeter meter, CancellationToken cancel)
    {
        var path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
            return null;
        meter.Begin(file.Name);
        var before = meter.Done;
        using (var hash = ContentHash.OfFile(path, file.Hub.GitHash is null ? WithGitHash.No : WithGitHash.Yes, read => meter.Add(read), cancel))
            if (file.Hub.Sha256 is { } sha256 ? hash.Sha256 == sha256 : hash.Git == file.Hub.GitHash)
                return new ManifestFile(file.Name, file.Hub.Size, hash.Sha256);
        meter.Add(before - meter.Done);
        File.Delete(path);
        return null;
    }

    private static long Here(string folder, IReadOnlyList<WantedFile> wanted) => wanted.Sum(file =>
        ((string[])[file.Name, $"{file.Name}.part"]).Select(name => new FileInfo(Path.Combine(folder, name)))
            .Where(found => found.Exists).Sum(found => Math.Min(found.Length, file.Hub.Size)));

    /// <summary>Nothing gets into a model's folder but what the list names.</summary>
    private static void DropOthers(string folder, IReadOnlyList<WantedFile> wanted)
    {
        var known = wanted.SelectMany(file => (string[])[file.Name, $"{file.Name}.part", $"{file.Name}.part.tag"]).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !known.Contains(Path.GetFileName(path))).ToList())
            File.Delete(path);
    }
}

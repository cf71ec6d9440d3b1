using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Receives one file, going on where an earlier try or an earlier pull stopped.</summary>
internal sealed class FileDownload(HubClient hub, PublishedModel model, WantedFile file, PullMeter meter)
{
    /// <exception cref="VideoIndexException">As <see cref="HubClient.GetAsync"/> and <see cref="PartFile.FinishAsync"/>.</exception>
    public async Task<ManifestFile> RunAsync(string folder, Retries retries, CancellationToken cancel)
    {
        meter.Begin(file.Name);
        await using var part = PartFile.Open(Path.Combine(folder, file.Name), file.Hub, read => meter.Add(read), cancel);
        await retries.RunAsync(limit => ReceiveAsync(part, limit), () => part.Length, cancel);
        return await part.FinishAsync();
    }

    private async Task ReceiveAsync(PartFile part, CancellationToken cancel)
    {
        if (part.Length == file.Hub.Size)
            return;
        var what = $"`{file.Hub.Path}` of `{model.Repository}`";
        using var answer = await hub.GetAsync(Address(), what, part.Length, part.Tag, cancel);
        CheckNamedHash(answer.LinkedSha256);
        Place(part, answer);
        await foreach (var piece in hub.PiecesAsync(answer, cancel))
        {
            if (piece.Length > file.Hub.Size - part.Length)
                throw HubErrors.Failed($"{what} is longer than the {file.Hub.Size} bytes that the hub lists", HubErrors.OtherHub);
            await part.AppendAsync(piece, cancel);
            meter.Add(piece.Length);
        }

        if (part.Length < file.Hub.Size)
            throw new PassingTroubleException($"the connection ended at {part.Length} of {file.Hub.Size} bytes", null);
    }

    /// <summary>Makes the part stand where the answer begins.</summary>
    private void Place(PartFile part, HubAnswer answer)
    {
        if (answer.From != part.Length)
        {
            meter.Add(-part.Length);
            part.StartOver();
        }

        if (answer.From != part.Length)
            throw new PassingTroubleException("the other side does not go on where we stopped", null);
        part.Remember(answer.StrongTag);
    }

    private void CheckNamedHash(string? linked)
    {
        if (linked is not null && file.Hub.Sha256 is { } listed && linked != listed)
            throw new VideoIndexException(ErrorCodes.ModelDamaged,
                $"the hub names two hashes for `{file.Hub.Path}`: {listed} in its list and {linked} with the file", HubErrors.OtherHub);
    }

    private string Address() =>
        $"{model.Repository}/resolve/{model.Revision}/{string.Join('/', file.Hub.Path.Split('/').Select(Uri.EscapeDataString))}";
}

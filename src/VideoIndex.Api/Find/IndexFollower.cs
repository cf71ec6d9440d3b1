using Microsoft.Extensions.Hosting;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Keeps the searched indexes near the catalog.</summary>
internal sealed class IndexFollower(LiveIndex index, ServeParts parts) : BackgroundService
{
    /// <summary>The oldest an answer can be. A look costs one number read from the catalog.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, parts.Clock);
        string? said = null;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var trouble = Follow(stoppingToken);
                if (trouble is not null && trouble != said)
                    parts.Log($"note: the indexes could not be brought up to date: {trouble}");
                said = trouble;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the server stops
        }
    }

    /// <summary>What is wrong, for a log; searches go on with what they have, and say it themselves when they cannot.</summary>
    private string? Follow(CancellationToken cancel)
    {
        try
        {
            index.Follow(cancel);
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or VideoIndexException)
        {
            return trouble.Message;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}

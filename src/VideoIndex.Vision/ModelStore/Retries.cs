using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Tries again what may pass: a bounded number of times in a row, waiting longer each time, or as long as the other side asks.</summary>
internal sealed class Retries(HubOptions options, TimeProvider clock, Action<string> say)
{
    /// <summary>A try that brought this much was no failure; a server that cuts after every byte is not followed for ever.</summary>
    private const long Worthwhile = 1 << 20;

    /// <param name="received">Bytes got so far: tries are counted anew when it grew.</param>
    /// <exception cref="VideoIndexException"><c>download_failed</c> when no try is left, or what the attempt itself throws.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> attempt, Func<long> received, CancellationToken cancel)
    {
        var (failed, mark) = (0, received());
        while (true)
        {
            try
            {
                await attempt(cancel);
                return;
            }
            catch (PassingTroubleException trouble)
            {
                if (received() - mark >= Worthwhile)
                    (failed, mark) = (0, received());
                var wait = Wait(++failed, trouble);
                say($"{trouble.Message}; trying again in {Math.Ceiling(wait.TotalSeconds):0} s");
                await Task.Delay(wait, clock, cancel);
            }
        }
    }

    /// <summary>How long to wait after the n-th failure in a row.</summary>
    /// <exception cref="VideoIndexException">Not at all: too many, or the other side asks for too long.</exception>
    internal TimeSpan Wait(int failed, PassingTroubleException trouble)
    {
        if (trouble.After > options.LongestWait)
            throw HubErrors.Failed(trouble.Message, $"it asks to wait {Math.Ceiling(trouble.After.Value.TotalMinutes):0} minutes: pull again then, it goes on where it stopped", trouble);
        if (failed >= options.Attempts)
            throw HubErrors.Failed($"{trouble.Message} ({failed} tries in a row)", "pull again later: what was received is kept and it goes on from there", trouble);
        var doubled = options.FirstWait * Math.Pow(2, failed - 1);
        return trouble.After is { } asked && asked > TimeSpan.Zero ? asked : doubled < options.LongestWait ? doubled : options.LongestWait;
    }
}

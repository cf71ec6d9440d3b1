using System.Diagnostics;

namespace VideoIndex.Benchmarks;

/// <summary>
/// Times stations in turns: each round runs every station once, so that what else the machine does falls on all of them alike, and two
/// stations can be compared round by round. The first round warms up and is not counted.
/// </summary>
internal sealed class InterleavedTimer(int rounds, Action<string> say)
{
    public async Task<IReadOnlyList<Measurement>> MeasureAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        var samples = stations.ToDictionary(station => station.Name, _ => new List<Sample>());
        for (var round = 0; round <= rounds; round++)
        {
            say(round == 0 ? "warming up" : $"round {round} of {rounds}");
            foreach (var station in stations)
            {
                cancel.ThrowIfCancellationRequested();
                var sample = await TimeAsync(station, cancel);
                if (round > 0)
                    samples[station.Name].Add(sample);
            }
        }

        return [.. stations.Select(station => Measurement.From(station, samples))];
    }

    private static async Task<Sample> TimeAsync(Station station, CancellationToken cancel)
    {
        station.Before();
        try
        {
            GC.Collect(); // what the station before left behind is not this one's to clean up
            var start = Stopwatch.GetTimestamp();
            var work = await station.RunAsync(cancel);
            return new Sample(work, Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            station.After();
        }
    }
}

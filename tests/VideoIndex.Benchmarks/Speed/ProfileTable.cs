using System.Globalization;
using System.Text;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Runs the cases and writes where the seconds of the fastest round of each went, as markdown.</summary>
internal sealed class ProfileTable(int rounds, Action<string> say)
{
    public async Task<string> MeasureAsync(IReadOnlyList<ProfileCase> cases, CancellationToken cancel)
    {
        var all = new StringBuilder();
        foreach (var each in cases)
        {
            var text = new StringBuilder();
            var measured = new List<RunSeconds>();
            for (var round = 0; round <= rounds; round++)
            {
                say($"{each.Name}: {(round == 0 ? "warming up" : $"round {round} of {rounds}")}");
                measured.Add(await each.RunAsync(cancel));
            }

            Write(text, each.Name, measured.Skip(1).MinBy(run => run.Total)!);
            say(text.ToString());
            all.Append(text);
        }

        return all.ToString();
    }

    private static void Write(StringBuilder text, string name, RunSeconds run)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n{run.Windows} windows, {run.Total.TotalSeconds:0.00} s, {run.Video / run.Total:0.0} x real time.\n");
        text.Append("\n| where | s | % |\n| --- | ---: | ---: |\n");
        foreach (var (stage, time) in run.Wall)
            text.Append(CultureInfo.InvariantCulture, $"| {stage} | {time.TotalSeconds:0.00} | {100 * (time / run.Total):0.0} |\n");
        text.Append("\n| processors of | s |\n| --- | ---: |\n");
        foreach (var (whose, time) in run.Processor)
            text.Append(CultureInfo.InvariantCulture, $"| {whose} | {time.TotalSeconds:0.00} |\n");
    }
}

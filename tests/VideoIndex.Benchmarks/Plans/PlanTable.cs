using System.Globalization;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks.Plans;

/// <summary>Compares what the automatic frame plan finds with what the full one finds, as markdown.</summary>
internal sealed class PlanTable(PlanReader reader, Action<string> say)
{
    public async Task<string> MeasureAsync(IReadOnlyList<PlanSet> sets, CancellationToken cancel)
    {
        var text = new StringBuilder("\n| films | windows | of them by keyframes | with one picture | pictures a window | repeated | same caption | scenes | found by full | found by auto |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var set in sets)
        {
            say(set.Name);
            var (row, differences) = await CompareAsync(set, cancel);
            text.Append(row);
            foreach (var difference in differences)
                say(difference);
        }

        return text.ToString();
    }

    private async Task<(string Row, List<string> Differences)> CompareAsync(PlanSet set, CancellationToken cancel)
    {
        var (full, auto) = (new List<SeenWindow>(), new List<SeenWindow>());
        var (scenes, byFull, byAuto) = (0, 0, 0);
        foreach (var film in set.Make())
        {
            var (one, other) = (await reader.ReadAsync(film, FramePlan.Full, cancel), await reader.ReadAsync(film, FramePlan.Auto, cancel));
            full.AddRange(one);
            auto.AddRange(other);
            scenes += film.Scenes.Count;
            byFull += film.Scenes.Count(scene => IsFound(scene, one));
            byAuto += film.Scenes.Count(scene => IsFound(scene, other));
        }

        var pairs = full.Zip(auto).ToList();
        var same = pairs.Count(pair => pair.First.Text == pair.Second.Text);
        var row = string.Create(CultureInfo.InvariantCulture,
            $"| {set.Name} | {auto.Count} | {auto.Count(window => window.Plan == FramePlan.Keyframes)} | {auto.Count(window => window.Shown.Count == 1)} | {auto.Average(window => window.Shown.Count):0.00} | {auto.Count(window => window.Shown.Count == 0)} | {same} | {scenes} | {byFull} | {byAuto} |\n");
        return (row, [.. pairs.Where(pair => pair.First.Text != pair.Second.Text).Select(pair => $"  {pair.First.Window}: full `{pair.First.Text}`, auto `{pair.Second.Text}` at {string.Join(", ", pair.Second.Shown)}")]);
    }

    /// <summary>A scene with sentences is found when a window that shares half of either with it says one of them, a shot when one of its pictures was looked at.</summary>
    private static bool IsFound(Scene scene, IReadOnlyList<SeenWindow> windows) => scene.Captions.Count == 0
        ? windows.Any(window => window.Shown.Any(time => time >= scene.Start && time < scene.End))
        : windows.Any(window => Shares(scene, window.Window) && window.Text is { } text && scene.Captions.Contains(text));

    private static bool Shares(Scene scene, TimeRange window)
    {
        var shared = (scene.End < window.End ? scene.End : window.End) - (scene.Start > window.Start ? scene.Start : window.Start);
        return shared >= window.Length / 2 || shared >= (scene.End - scene.Start) / 2;
    }
}

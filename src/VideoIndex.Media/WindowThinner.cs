using System.Runtime.CompilerServices;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Leaves out what a model would see twice: frames of a window that look alike, and windows that look like the one before. Pure.</summary>
/// <remarks>
/// A window that stands still keeps the frame in its middle. Windows are compared with the one that is looked at, never with the last that was
/// like it, so that a slow change cannot creep by; and after <see cref="MostRepeats"/> the next is looked at again.
/// </remarks>
public static class WindowThinner
{
    /// <summary>Five minutes of usual windows: the model looks at a still camera twelve times an hour.</summary>
    private const int MostRepeats = 29;

    /// <summary>
    /// The largest change of a cell that is none: grain and flicker of lamps stay below it, a person at the far end of a car park does not.
    /// Chosen by eye; what they cost is in results/frame-plan.md of the benchmarks.
    /// </summary>
    private const double MostInCell = 10;

    /// <summary>The largest mean change that is none: clouds and exposure move all cells a little.</summary>
    private const double MostInMean = 2;

    public static async IAsyncEnumerable<StillWindows> ThinAsync(
        IAsyncEnumerable<WindowFrames> windows, [EnumeratorCancellation] CancellationToken cancel)
    {
        (WindowFrames Shown, SmallPicture? Still)? held = null;
        var repeats = new List<TimeRange>();
        await foreach (var window in windows.WithCancellation(cancel))
        {
            var (thin, still) = Thin(window);
            if (held is { Still: { } before } && still is not null && repeats.Count < MostRepeats && LooksLike(before, still))
            {
                repeats.Add(window.Window);
                continue;
            }

            if (held is { } complete)
                yield return new StillWindows(complete.Shown, [.. repeats]);
            repeats.Clear();
            held = (thin, still);
        }

        if (held is { } last)
            yield return new StillWindows(last.Shown, [.. repeats]);
    }

    /// <returns>The window with the first of each run of frames that look alike; and its one picture if all do.</returns>
    private static (WindowFrames Thin, SmallPicture? Still) Thin(WindowFrames window)
    {
        var pictures = window.Frames.Select(SmallPicture.Of).ToList();
        List<int> kept = [0];
        for (var i = 1; i < pictures.Count; i++)
            if (!LooksLike(pictures[kept[^1]], pictures[i]))
                kept.Add(i);
        if (kept.Count > 1)
            return (Only(window, kept), null);
        var middle = pictures.Count / 2;
        return (Only(window, [middle]), pictures[middle]);
    }

    private static bool LooksLike(SmallPicture one, SmallPicture other)
    {
        var (mean, most) = one.DifferenceTo(other);
        return mean <= MostInMean && most <= MostInCell;
    }

    private static WindowFrames Only(WindowFrames window, IReadOnlyList<int> kept) => window with
    {
        FrameTimes = [.. kept.Select(i => window.FrameTimes[i])],
        Frames = [.. kept.Select(i => window.Frames[i])],
    };
}

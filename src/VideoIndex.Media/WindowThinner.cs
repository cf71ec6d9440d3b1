using System.Runtime.CompilerServices;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Leaves out what a model would see twice: pictures of a shot that it has seen one of, and windows that look like the one before. Pure.</summary>
/// <remarks>
/// A window that stands still keeps the frame in its middle. One in which anything moved keeps all, for two frames of three that look alike tell the model
/// what the window is mostly about; but of those that look alike each is the first one's picture, which is encoded once. Where all are of one shot they are
/// all the picture that differs most from the others, for what comes or goes in the window is in it. Windows are compared with the one that is looked at,
/// never with the last that was like it, so that a slow change cannot creep by; and after <see cref="MostRepeats"/> the next is looked at again.
/// A picture like one that the window before showed is that one.
/// </remarks>
public static class WindowThinner
{
    /// <summary>Five minutes of usual windows: the model looks at a still camera twelve times an hour.</summary>
    private const int MostRepeats = 29;

    /// <summary>
    /// The largest change of a cell that is none: grain and flicker of lamps stay below it (6 to 9 in the films of a still camera at hand), a
    /// person at the far end of a car park does not. What it costs is in results/frame-plan.md of the benchmarks.
    /// </summary>
    private const double MostInCell = 10;

    /// <summary>The largest mean change that is none: clouds and exposure move all cells a little (up to 2.5 in the same films).</summary>
    private const double MostInMean = 3;

    public static async IAsyncEnumerable<StillWindows> ThinAsync(
        IAsyncEnumerable<WindowFrames> windows, [EnumeratorCancellation] CancellationToken cancel)
    {
        Look? held = null;
        var repeats = new List<TimeRange>();
        await foreach (var window in windows.WithCancellation(cancel))
        {
            var look = Thin(window);
            var stands = held is { IsStill: true } && look.IsStill && LooksLike(held.Pictures[0], look.Pictures[0]);
            if (stands && repeats.Count < MostRepeats)
            {
                repeats.Add(window.Window);
                continue;
            }

            if (held is { } complete)
                yield return new StillWindows(complete.Shown, [.. repeats]);
            repeats.Clear();
            held = stands || held is null ? look : look.After(held);
        }

        if (held is { } last)
            yield return new StillWindows(last.Shown, [.. repeats]);
    }

    /// <summary>The window with the frame in its middle if it stands still; else with all its frames, and the pictures worth showing.</summary>
    private static Look Thin(WindowFrames window)
    {
        var middle = window.Frames.Count / 2;
        var pictures = window.Frames.Select(SmallPicture.Of).ToList();
        if (pictures.TrueForAll(picture => LooksLike(pictures[middle], picture)))
            return new Look(window with { FrameTimes = [window.FrameTimes[middle]], Frames = [window.Frames[middle]] }, [pictures[middle]], IsStill: true);
        List<int> shown = IsOneShot(pictures)
            ? [.. Enumerable.Repeat(TheOddOne(pictures), pictures.Count)]
            : [.. pictures.Select(picture => pictures.FindIndex(first => LooksLike(first, picture)))];
        return new Look(window with { Frames = [.. shown.Select(at => window.Frames[at])] }, [.. shown.Select(at => pictures[at])], IsStill: false);
    }

    /// <summary>Of two pictures neither is the odd one.</summary>
    private static bool IsOneShot(List<SmallPicture> pictures) =>
        pictures.Count > 2 && pictures.TrueForAll(picture => pictures[pictures.Count / 2].DifferenceTo(picture).Mean < SmallPicture.OtherShot);

    private static int TheOddOne(List<SmallPicture> pictures) =>
        Enumerable.Range(0, pictures.Count).MaxBy(at => pictures.Sum(other => pictures[at].DifferenceTo(other).Mean));

    private static bool LooksLike(SmallPicture one, SmallPicture other)
    {
        var (mean, most) = one.DifferenceTo(other);
        return mean <= MostInMean && most <= MostInCell;
    }

    /// <summary>A window as it is shown.</summary>
    /// <param name="Pictures">Of its frames.</param>
    /// <param name="IsStill">Whether it is one picture that it shows all the time.</param>
    private sealed record Look(WindowFrames Shown, List<SmallPicture> Pictures, bool IsStill)
    {
        /// <summary>Where the window before it showed a picture like one of these, the same picture: a slide that leaves in the middle of a window is encoded once.</summary>
        public Look After(Look before)
        {
            var known = Pictures.Select(picture => before.Pictures.FindIndex(shown => LooksLike(shown, picture))).ToList();
            return this with
            {
                Shown = Shown with { Frames = [.. Shown.Frames.Select((frame, at) => known[at] < 0 ? frame : before.Shown.Frames[known[at]])] },
                Pictures = [.. Pictures.Select((picture, at) => known[at] < 0 ? picture : before.Pictures[known[at]])],
            };
        }
    }
}

using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A picture as 64 x 36 mean colours: enough to see whether anything changed, too little to feel a camera's noise. Pure.</summary>
internal sealed class SmallPicture
{
    /// <summary>
    /// The least mean change, of 255, from one shot to another. Of 99 short shots with a keyframe each 1 to 3 s 84 to 89 are met with it, one or two fewer with
    /// 20 to 40; frames 3 s apart of one drawn scene differ by 14 in the median (results/frame-plan.md of the benchmarks).
    /// </summary>
    public const double OtherShot = 15;

    private const int Columns = 64;
    private const int Rows = 36;

    /// <summary>From this width every second pixel of every second row will do: a quarter of the work, and a cell still has sixty-four of them.</summary>
    private const int WideFrame = 1024;

    private readonly float[] _means;

    private SmallPicture(float[] means) => _means = means;

    public static SmallPicture Of(VideoFrame frame)
    {
        var means = new float[Columns * Rows * 3];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                Mean(frame, column, row).CopyTo(means.AsSpan(3 * (row * Columns + column)));
        return new SmallPicture(means);
    }

    /// <summary>How different two pictures are, in steps of a colour of 0 to 255.</summary>
    /// <returns>The mean over all cells, and the cell that changed most.</returns>
    public (double Mean, double Most) DifferenceTo(SmallPicture other)
    {
        double sum = 0, most = 0;
        for (var cell = 0; cell < _means.Length; cell += 3)
        {
            var change = 0.0;
            for (var colour = cell; colour < cell + 3; colour++)
                change = Math.Max(change, Math.Abs(_means[colour] - other._means[colour]));
            sum += change;
            most = Math.Max(most, change);
        }

        return (sum / (Columns * Rows), most);
    }

    private static float[] Mean(VideoFrame frame, int column, int row)
    {
        var (left, right) = (column * frame.Width / Columns, Math.Max((column + 1) * frame.Width / Columns, column * frame.Width / Columns + 1));
        var (top, bottom) = (row * frame.Height / Rows, Math.Max((row + 1) * frame.Height / Rows, row * frame.Height / Rows + 1));
        var (red, green, blue, count) = (0, 0, 0, 0);
        var pixels = frame.Rgb.Span;
        var step = frame.Width < WideFrame ? 1 : 2;
        for (var y = top; y < Math.Min(bottom, frame.Height); y += step)
        {
            for (var x = left; x < Math.Min(right, frame.Width); x += step)
            {
                var at = (y * frame.Width + x) * 3;
                red += pixels[at];
                green += pixels[at + 1];
                blue += pixels[at + 2];
                count++;
            }
        }

        return count == 0 ? [0, 0, 0] : [(float)red / count, (float)green / count, (float)blue / count];
    }
}

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
        var pixels = frame.Rgb.Span;
        var step = frame.Width < WideFrame ? 1 : 2;
        for (var row = 0; row < Rows; row++)
        {
            var (top, bottom) = Part(row, Rows, frame.Height);
            for (var y = top; y < bottom; y += step)
                AddLine(pixels.Slice(3 * y * frame.Width, 3 * frame.Width), step, means.AsSpan(3 * Columns * row, 3 * Columns));
            var lines = (bottom - top + step - 1) / step;
            for (var column = 0; column < Columns; column++)
            {
                var (left, right) = Part(column, Columns, frame.Width);
                foreach (ref var mean in means.AsSpan(3 * (Columns * row + column), 3))
                    mean /= lines * ((right - left + step - 1) / step);
            }
        }

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

    /// <summary>Adds up the colours of a line, cell by cell: whole numbers that a float holds exactly.</summary>
    private static void AddLine(ReadOnlySpan<byte> line, int step, Span<float> sums)
    {
        for (var column = 0; column < Columns; column++)
        {
            var (left, right) = Part(column, Columns, line.Length / 3);
            var cell = line[(3 * left)..(3 * right)];
            var (red, green, blue) = (0, 0, 0);
            for (var at = 0; at + 2 < cell.Length; at += 3 * step)
            {
                red += cell[at];
                green += cell[at + 1];
                blue += cell[at + 2];
            }

            sums[3 * column] += red;
            sums[3 * column + 1] += green;
            sums[3 * column + 2] += blue;
        }
    }

    /// <summary>The pixels of one of so many equal parts: at least one, of pictures that have fewer the nearest.</summary>
    private static (int From, int To) Part(int part, int parts, int pixels)
    {
        var from = part * pixels / parts;
        return (from, Math.Max((part + 1) * pixels / parts, from + 1));
    }
}

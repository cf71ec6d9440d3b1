using System.Globalization;

namespace VideoIndex.Media;

/// <summary>How stored pictures are turned to stand upright: the eight ways that a display matrix can ask for without shearing.</summary>
internal enum Orientation
{
    Upright,
    MirroredAcross,
    MirroredDown,
    HalfTurn,
    QuarterTurnClockwise,
    QuarterTurnCounterClockwise,
    Transposed,
    TransposedTheOtherWay,
}

/// <summary>Rules of <see cref="Orientation"/>. Pure.</summary>
internal static class OrientationRules
{
    public static bool SwapsSides(this Orientation orientation) => orientation >= Orientation.QuarterTurnClockwise;

    /// <summary>ffmpeg's filter that turns the picture, null when it is upright.</summary>
    public static string? Filter(this Orientation orientation) => orientation switch
    {
        Orientation.MirroredAcross => "hflip",
        Orientation.MirroredDown => "vflip",
        Orientation.HalfTurn => "hflip,vflip",
        Orientation.QuarterTurnClockwise => "transpose=clock",
        Orientation.QuarterTurnCounterClockwise => "transpose=cclock",
        Orientation.Transposed => "transpose=cclock_flip",
        Orientation.TransposedTheOtherWay => "transpose=clock_flip",
        _ => null,
    };

    /// <summary>
    /// Reads the matrix as ffprobe prints it: three lines `00000000: a b u`, where the picture's x' = ax + cy and y' = bx + dy.
    /// An angle between is taken as the nearest quarter turn; what cannot be read is upright.
    /// </summary>
    public static Orientation FromMatrix(string printed)
    {
        var rows = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (rows.Count < 2 || rows[0].Length < 2 || rows[1].Length < 2
            || !TryRead(rows[0][0], out var a) || !TryRead(rows[0][1], out var b)
            || !TryRead(rows[1][0], out var c) || !TryRead(rows[1][1], out var d))
            return Orientation.Upright;
        return Math.Abs(a) >= Math.Abs(b) ? Straight(a < 0, d < 0) : Turned(b > 0, c > 0);
    }

    private static Orientation Straight(bool leftIsRight, bool upIsDown) => (leftIsRight, upIsDown) switch
    {
        (true, true) => Orientation.HalfTurn,
        (true, false) => Orientation.MirroredAcross,
        (false, true) => Orientation.MirroredDown,
        _ => Orientation.Upright,
    };

    private static Orientation Turned(bool acrossGoesDown, bool downGoesRight) => (acrossGoesDown, downGoesRight) switch
    {
        (true, false) => Orientation.QuarterTurnClockwise,
        (false, true) => Orientation.QuarterTurnCounterClockwise,
        (true, true) => Orientation.Transposed,
        _ => Orientation.TransposedTheOtherWay,
    };

    private static bool TryRead(string number, out long value) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}

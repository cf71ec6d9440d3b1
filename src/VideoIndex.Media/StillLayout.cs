using System.Text.Json;

namespace VideoIndex.Media;

/// <summary>How a still is stored: its size before it is turned, and how it is turned.</summary>
internal sealed record StillLayout(FrameSize Stored, Orientation Orientation)
{
    public FrameSize Upright => Orientation.SwapsSides() ? Stored.Swapped : Stored;

    /// <summary>Reads ffprobe's answer about frames; null when it describes no picture. Pure.</summary>
    public static StillLayout? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var answer = JsonDocument.Parse(json);
            return answer.RootElement.TryGetProperty("frames", out var frames) && frames.GetArrayLength() > 0 ? Read(frames[0]) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static StillLayout? Read(JsonElement frame)
    {
        if (!frame.TryGetProperty("width", out var width) || !frame.TryGetProperty("height", out var height))
            return null;
        var size = new FrameSize(width.GetInt32(), height.GetInt32());
        return size is { Width: > 0, Height: > 0 } ? new StillLayout(size, OrientationOf(frame)) : null;
    }

    private static Orientation OrientationOf(JsonElement frame)
    {
        if (!frame.TryGetProperty("side_data_list", out var list))
            return Orientation.Upright;
        foreach (var data in list.EnumerateArray())
            if (data.TryGetProperty("displaymatrix", out var matrix) && matrix.GetString() is { } printed)
                return OrientationRules.FromMatrix(printed);
        return Orientation.Upright;
    }
}

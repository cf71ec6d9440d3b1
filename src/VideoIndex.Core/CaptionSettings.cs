using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoIndex.Core;

/// <summary>What decides a caption besides the pictures: equal settings and pictures give equal captions.</summary>
/// <param name="Model">Name and content hash of the checkpoint, <c>sample@1f2e3d4c</c>.</param>
/// <param name="Precision"><c>fp32</c>, <c>int8</c>, ...</param>
/// <param name="Prompt">The question asked of the model, system text included.</param>
/// <param name="MaxNewTokens">Where a caption is cut.</param>
public sealed record CaptionSettings(string Model, string Precision, string Prompt, int MaxNewTokens, WindowPlan Plan)
{
    /// <summary>A stage is skipped exactly when the fingerprint of its settings is stored with the result (32 hexadecimal digits).</summary>
    public string Fingerprint()
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"caption/1\n{Model}\n{Precision}\n{MaxNewTokens}\n{Plan.WindowLength.Ticks}\n{Plan.FramesPerWindow}\n{Prompt}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

/// <summary>What the model wrote about a window. <see cref="Text"/> is null when it wrote nothing usable (<see cref="Note"/> says why).</summary>
/// <param name="Device">Where it ran: <c>cpu</c>, <c>cuda:0</c>.</param>
public sealed record Caption(TimeRange Window, string? Text, IReadOnlyList<TimeSpan> FrameTimes, string Device, string? Note = null);

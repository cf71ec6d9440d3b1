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
    /// <summary>
    /// Settings whose captions would be no worse, so that none is made anew where they are: those of the full plan, which looks at every
    /// picture, for the automatic one. Null where there are none.
    /// </summary>
    public CaptionSettings? NoWorse => Plan.Frames == FramePlan.Auto ? this with { Plan = Plan with { Frames = FramePlan.Full } } : null;

    /// <summary>A stage is skipped exactly when the fingerprint of its settings is stored with the result (32 hexadecimal digits).</summary>
    /// <remarks>Of the model only the content counts: a checkpoint folder that is renamed makes no caption anew.</remarks>
    public string Fingerprint()
    {
        // The full plan is older than the others, and its captions keep the fingerprint that they had.
        var version = Plan.Frames == FramePlan.Full ? "caption/1" : $"caption/2\n{Plan.Frames.Name()}";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{version}\n{ModelName.HashOf(Model)}\n{Precision}\n{MaxNewTokens}\n{Plan.WindowLength.Ticks}\n{Plan.FramesPerWindow}\n{Prompt}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

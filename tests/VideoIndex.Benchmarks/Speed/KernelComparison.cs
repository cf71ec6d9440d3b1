using System.Diagnostics;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>What our own kernels save: the 256M in bytes, the same work with ONNX Runtime's and with ours, in turns.</summary>
internal sealed class KernelComparison(FullSizeModel ours) : IDisposable
{
    private const int Rows = 8, Times = 3;

    private readonly FullSizeModel _runtime = new(Precision.EightBit, ownKernels: false);

    public static IReadOnlyList<SpeedRow> Measured { get; } =
    [
        new("S12, kernels", "a picture, 256M int8: ONNX Runtime's kernels against ours", "x", ""),
        new("S12, prompt", "the same, a prompt of 275 tokens", "x", ""),
        new("S12, captions", "the same, eight captions of 32 tokens after their prompts", "x", ""),
    ];

    public double[] Compare(CancellationToken cancel) =>
    [
        Ratio(model => model.EncodeImages([new float[model.Images.PictureLength]], cancel)),
        Ratio(model => model.NextLogits(Prompt(model), cancel)),
        Ratio(model => model.Generate([.. Enumerable.Repeat(Prompt(model), Rows)], ours.Generation, cancel)),
    ];

    public void Dispose() => _runtime.Dispose();

    /// <summary>Of the best of several times: what else the machine does only adds.</summary>
    private double Ratio(Action<SmolVlm> work)
    {
        var (theirs, mine) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var time = 0; time < Times; time++)
        {
            theirs = Shorter(theirs, work, _runtime.Model);
            mine = Shorter(mine, work, ours.Model);
        }

        return theirs / mine;
    }

    private static TimeSpan Shorter(TimeSpan best, Action<SmolVlm> work, SmolVlm model)
    {
        var start = Stopwatch.GetTimestamp();
        work(model);
        var taken = Stopwatch.GetElapsedTime(start);
        return taken < best ? taken : best;
    }

    /// <summary>Of words and three pictures' features, as long as a window's.</summary>
    private static ModelPrompt Prompt(SmolVlm model)
    {
        const int before = 70, between = 4, pictures = 3, length = 275;
        var each = model.Config.Vision.TokensPerImage;
        var features = new Random(5);
        List<int> tokens = [.. Enumerable.Range(500, before)];
        for (var picture = 0; picture < pictures; picture++)
            tokens.AddRange([.. Enumerable.Repeat(model.Config.ImageToken, each), .. Enumerable.Range(700 + picture, between)]);
        tokens.AddRange(Enumerable.Range(900, length - tokens.Count));
        return new ModelPrompt(tokens, Enumerable.Range(0, pictures * each * model.Config.Text.Width).Select(_ => features.NextSingle() - 0.5f).ToArray());
    }
}

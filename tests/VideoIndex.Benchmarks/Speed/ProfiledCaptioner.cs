using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>A captioner whose seconds are told apart. The model stays its owner's.</summary>
internal sealed class ProfiledCaptioner(SmolVlm model, ICaptioner captioner) : ICaptioner
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly (TimeSpan Pictures, TimeSpan Prompts, TimeSpan All) _before = TimesOf(model);
    private TimeSpan _first, _last, _captioning;
    private long _preparing;

    public string Device => captioner.Device;

    public int PreferredBatch => captioner.PreferredBatch;

    public int Windows { get; private set; }

    /// <summary>Of all threads together.</summary>
    public TimeSpan Preparing => TimeSpan.FromTicks(_preparing);

    /// <param name="end">When the run ended, counted from this captioner's making.</param>
    public IReadOnlyList<(string Stage, TimeSpan Time)> Stages(TimeSpan end)
    {
        var (pictures, prompts, all) = TimesOf(model);
        var (inPictures, inPrompts, inAll) = (pictures - _before.Pictures, prompts - _before.Prompts, all - _before.All);
        return
        [
            ("from the model's loading to its first window", _first),
            ("model: pictures", inPictures), ("model: reading prompts", inPrompts), ("model: writing tokens", inAll - inPictures - inPrompts),
            ("captioning besides the model", _captioning - inAll),
            ("the model waits for windows", _last - _first - _captioning),
            ("after the last caption: storing, publishing, stopping", end - _last),
        ];
    }

    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    public PreparedWindow Prepare(WindowFrames window)
    {
        var start = Now;
        var prepared = captioner.Prepare(window);
        Interlocked.Add(ref _preparing, (Now - start).Ticks);
        return prepared;
    }

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        var start = Now;
        if (Windows == 0)
            _first = start;
        var captions = captioner.CaptionBatch(windows, cancel);
        Windows += windows.Count;
        _last = Now;
        _captioning += _last - start;
        return captions;
    }

    public void Dispose()
    {
        // The model's owner goes on with it.
    }

    private static (TimeSpan, TimeSpan, TimeSpan) TimesOf(SmolVlm model) => (model.TimeInPictures, model.TimeInPrompts, model.TimeInRuntime);
}

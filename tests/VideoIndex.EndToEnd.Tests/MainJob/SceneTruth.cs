using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>What happens when in the sample films, from the file beside them.</summary>
internal sealed record SceneTruth(string File, TimeRange Span, string Kind, IReadOnlyList<string> Captions)
{
    public static IReadOnlyList<SceneTruth> Read()
    {
        using var truth = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(TestFolders.SampleMedia, "truth.json")));
        return [.. from film in truth.RootElement.EnumerateArray()
                   from scene in film.GetProperty("scenes").EnumerateArray()
                   select new SceneTruth(
                       film.GetProperty("file").GetString()!,
                       new TimeRange(TimeSpan.FromSeconds(scene.GetProperty("start").GetDouble()), TimeSpan.FromSeconds(scene.GetProperty("end").GetDouble())),
                       scene.GetProperty("kind").GetString()!,
                       [.. scene.GetProperty("captions").EnumerateArray().Select(caption => caption.GetString()!)])];
    }

    public string FirstCaption => Captions[0];

    /// <summary>True when the clip of an answer of <c>search --json</c> overlaps this scene by at least a second.</summary>
    public bool IsIn(JsonElement clip) =>
        IsIn(clip.GetProperty("path").GetString()!, TimeRange.FromMs(clip.GetProperty("start_ms").GetInt64(), clip.GetProperty("end_ms").GetInt64()));

    public bool IsIn(Clip clip) => IsIn(clip.Path, clip.Span);

    private bool IsIn(string path, TimeRange span)
    {
        var common = (span.End < Span.End ? span.End : Span.End) - (span.Start > Span.Start ? span.Start : Span.Start);
        return path == Path.Combine(TestFolders.SampleMedia, File) && common >= TimeSpan.FromSeconds(1);
    }
}

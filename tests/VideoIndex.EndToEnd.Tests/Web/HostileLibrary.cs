using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>Names, captions, a correction, cues and failures that try to be markup.</summary>
public sealed class HostileLibrary : HandMadeLibrary
{
    public const string Caption = "goal </script><script>window.hacked=1</script> <img src=x onerror=\"window.hacked=1\"> <a href=\"javascript:window.hacked=1\">{{7*7}}</a>";
    public const string Line = "<svg onload=window.hacked=1> \"><b>goal</b> &lt;i&gt;";
    public const string Corrected = "goal <iframe srcdoc=\"<script>parent.hacked=1</script>\"></iframe><img src=x onerror=window.hacked=1>";

    /// <summary>Name of the film.</summary>
    public string Film => FileName;

    private protected override string FileName => "<img src=x onerror=window.hacked=1>\u202Egpj.mp4";

    private protected override CaptionSettings Settings { get; } = new("<b>model</b>@0", "fp32", "?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    private protected override IReadOnlyList<string> Captions { get; } = [Caption, "what the model wrote <b>"];

    private protected override void Write(CatalogWriter catalog, long library, long media)
    {
        catalog.StoreCues(media, "cues", [new Cue(TimeRange.FromMs(2_000, 4_000), Line, "sidecar:<i>.srt")]);
        catalog.PutCorrection(media, TimeRange.FromMs(10_000, 20_000), Corrected);
        catalog.PutFileFailure(library, "<svg onload=window.hacked=1>.mp4", 1, 1, new Failure("<b>code", "<img src=x onerror=window.hacked=1>", "<svg onload=window.hacked=1>"));
    }
}

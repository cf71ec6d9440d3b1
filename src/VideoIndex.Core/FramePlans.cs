namespace VideoIndex.Core;

/// <summary>Names of frame plans, as options and the catalog spell them.</summary>
public static class FramePlans
{
    public static readonly IReadOnlyList<string> Names = ["full", "auto", "keyframes"];

    public static string Name(this FramePlan plan) => Names[(int)plan];

    /// <exception cref="VideoIndexException"><c>bad_option</c></exception>
    public static FramePlan Parse(string name)
    {
        for (var plan = 0; plan < Names.Count; plan++)
            if (Names[plan] == name)
                return (FramePlan)plan;
        throw new VideoIndexException(ErrorCodes.BadOption, $"the frame plan is `{name}`, expected one of {string.Join(", ", Names)}", "auto suits most footage");
    }
}

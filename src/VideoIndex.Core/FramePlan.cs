namespace VideoIndex.Core;

/// <summary>How the frames of windows are chosen.</summary>
public enum FramePlan
{
    /// <summary>The picture on display at each wanted time.</summary>
    Full,

    /// <summary>For each file what costs least; windows of a single shot get one picture.</summary>
    Auto,

    /// <summary>Pictures that are stored whole, at their own times: nothing between them is decoded.</summary>
    Keyframes,
}

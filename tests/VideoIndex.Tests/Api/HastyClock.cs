namespace VideoIndex.Tests.Api;

/// <summary>Its seconds are a minute long to whoever asks how late it is; timers run as ever.</summary>
internal sealed class HastyClock : TimeProvider
{
    /// <summary>1: real time.</summary>
    public int Haste { get; set; } = 60;

    public override long GetTimestamp() => base.GetTimestamp() * Haste;
}

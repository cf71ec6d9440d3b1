using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class RetriesTests
{
    private static readonly HubOptions Options = new();
    private static readonly Retries Subject = new(Options, TimeProvider.System, _ => { });

    [Fact]
    public void Wait_Doubles() =>
        Assert.Equal([1, 2, 4, 8, 16], Enumerable.Range(1, Options.Attempts - 1).Select(failed => Subject.Wait(failed, Trouble(null)).TotalSeconds));

    [Fact]
    public void Wait_IsWhatTheOtherSideAsksFor()
    {
        Assert.Equal(TimeSpan.FromSeconds(40), Subject.Wait(1, Trouble(40)));
        Assert.Equal(TimeSpan.FromSeconds(1), Subject.Wait(1, Trouble(-5))); // a date that has passed
    }

    [Fact]
    public void Wait_Ends_AfterTheLastTry_OrWhenAskedForTooLong()
    {
        Assert.Contains("6 tries", Assert.Throws<VideoIndexException>(() => Subject.Wait(6, Trouble(null))).Message, StringComparison.Ordinal);
        Assert.Contains("11 minutes", Assert.Throws<VideoIndexException>(() => Subject.Wait(1, Trouble(601))).Hint, StringComparison.Ordinal);
    }

    private static PassingTroubleException Trouble(int? afterSeconds) =>
        new("the line broke", afterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}

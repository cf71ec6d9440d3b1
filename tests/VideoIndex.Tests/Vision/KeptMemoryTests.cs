using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class KeptMemoryTests
{
    [Fact]
    public void Take_GivesTheSameMemory_UntilMoreIsAskedFor()
    {
        using var memory = new KeptMemory();
        var first = memory.Take(100);

        Assert.Same(first, memory.Take(60));
        Assert.NotSame(first, memory.Take(101));
    }

    [Fact]
    public void Take_GivesLess_AfterThereWasNotEnoughForMore()
    {
        using var memory = new KeptMemory();
        memory.Take(100);

        Assert.Equal(ErrorCodes.OutOfMemory, Assert.Throws<VideoIndexException>(() => memory.Take(1L << 60)).Code);
        memory.Take(50).Span<byte>(0, 50).Fill(1);
    }

    [Fact]
    public void Rest_FreesWhatIsTooMuchToKeep()
    {
        using var memory = new KeptMemory(mostAtRest: 100);
        var little = memory.Take(100);
        memory.Rest();
        Assert.Same(little, memory.Take(100));

        var much = memory.Take(101);
        memory.Rest();
        Assert.Throws<ObjectDisposedException>(() => much.Address);
        memory.Take(101).Span<byte>(0, 101).Fill(1);
    }
}

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
}

using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class HalvingRunnerTests
{
    [Theory]
    [InlineData(8, new[] { 8 }, null)]
    [InlineData(4, new[] { 8, 4, 4 }, 4)]
    [InlineData(3, new[] { 8, 4, 2, 2, 2, 2 }, 2)]
    [InlineData(1, new[] { 8, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1 }, 1)]
    public void Run_HalvesUntilItFits_AndKeepsTheOrder(int fits, int[] tried, int? most)
    {
        var runner = new HalvingRunner();
        var sizes = new List<int>();
        var results = runner.Run([.. Enumerable.Range(0, 8)], items => Double(items, fits, sizes));

        Assert.Equal(Enumerable.Range(0, 8).Select(i => 2 * i), results);
        Assert.Equal(tried, sizes);
        Assert.Equal(most, runner.Most);
    }

    [Fact]
    public void Run_TriesNothingLarger_ThanWhatOnceFailed()
    {
        var runner = new HalvingRunner();
        runner.Run([.. Enumerable.Range(0, 8)], items => Double(items, 4, []));
        var sizes = new List<int>();
        var results = runner.Run([.. Enumerable.Range(0, 7)], items => Double(items, 4, sizes));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => 2 * i), results);
        Assert.Equal([4, 3], sizes);
    }

    [Fact]
    public void Run_GivesUp_WhenOneAloneIsTooLarge()
    {
        var sizes = new List<int>();
        var error = Assert.Throws<VideoIndexException>(() => new HalvingRunner().Run([1, 2, 3], items => Double(items, 0, sizes)));
        Assert.Equal(ErrorCodes.OutOfMemory, error.Code);
        Assert.Equal([3, 1], sizes);
    }

    [Fact]
    public void Run_LeavesOtherErrorsAsTheyAre() =>
        Assert.Throws<InvalidOperationException>(() => new HalvingRunner().Run<int, int>([1, 2], _ => throw new InvalidOperationException()));

    [Theory]
    [InlineData("[ErrorCode:RuntimeException] bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 39846912", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("CUDA failure 2: out of memory ; GPU=0", true)]
    [InlineData("[ErrorCode:InvalidArgument] Got invalid dimensions for input: states", false)]
    public void SaysOutOfMemory_KnowsTheRuntimesWords(string message, bool expected) => Assert.Equal(expected, ModelSession.SaysOutOfMemory(message));

    [Fact]
    public void NativeBuffer_SaysThatMemoryRanOut_SoThatABatchIsHalved() =>
        Assert.Equal(ErrorCodes.OutOfMemory, Assert.Throws<VideoIndexException>(() => new NativeBuffer(long.MaxValue / 2)).Code);

    private static List<int> Double(IReadOnlyList<int> items, int fits, List<int> sizes)
    {
        sizes.Add(items.Count);
        return items.Count > fits ? throw new VideoIndexException(ErrorCodes.OutOfMemory, "no memory") : [.. items.Select(i => 2 * i)];
    }
}

using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class ContentFingerprintTests
{
    [Fact]
    public async Task ComputeAsync_IsTheSame_ForACopyUnderAnotherName()
    {
        using var folder = TestFolders.NewTemporary();
        var bytes = Noise(5 << 20);
        await File.WriteAllBytesAsync(folder["a.mp4"], bytes, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder["b.mkv"], bytes, TestContext.Current.CancellationToken);

        Assert.Equal(await Compute(folder["a.mp4"]), await Compute(folder["b.mkv"]));
    }

    [Theory]
    [InlineData(1000, 999)]
    [InlineData(2 << 20, 1 << 20)]
    [InlineData(5 << 20, 0)]
    [InlineData(5 << 20, (5 << 20) - 1)]
    public async Task ComputeAsync_Changes_WithAByte(int size, int changed)
    {
        using var folder = TestFolders.NewTemporary();
        var bytes = Noise(size);
        await File.WriteAllBytesAsync(folder["a"], bytes, TestContext.Current.CancellationToken);
        var before = await Compute(folder["a"]);
        bytes[changed] ^= 1;
        await File.WriteAllBytesAsync(folder["a"], bytes, TestContext.Current.CancellationToken);

        Assert.NotEqual(before, await Compute(folder["a"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2 << 20)]
    [InlineData((2 << 20) + 1)]
    [InlineData(50L << 40)]
    public void SampleOffsets_LieInTheFileAndTouchBothEnds(long size)
    {
        var offsets = ContentFingerprint.SampleOffsets(size).ToList();

        Assert.InRange(offsets.Count, size == 0 ? 0 : 1, 32);
        Assert.All(offsets, offset => Assert.InRange(offset, 0, size - 1));
        if (size > 0)
            Assert.True(offsets[0] == 0 && offsets[^1] + (64 << 10) >= size);
    }

    [Fact]
    public async Task ComputeAsync_Refuses_WhatIsNoFile()
    {
        using var folder = TestFolders.NewTemporary();

        var error = await Assert.ThrowsAsync<VideoIndexException>(() => Compute(folder.Path));

        Assert.Equal(ErrorCodes.UnreadableFile, error.Code);
    }

    private static Task<string> Compute(string path) => ContentFingerprint.ComputeAsync(path, TestContext.Current.CancellationToken);

    private static byte[] Noise(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class RgbResamplerTests
{
    [Fact]
    public void Resize_GivesPillowsBytes_ForEveryGoldenPicture()
    {
        var folder = TestFolders.Shared("reference", "smolvlm", "golden-lanczos");
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "golden.json")));
        var cases = golden.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        foreach (var c in cases)
        {
            var input = PngFile.Read(Path.Combine(folder, c.GetProperty("input").GetString()!));
            var (width, height) = (c.GetProperty("out_size")[0].GetInt32(), c.GetProperty("out_size")[1].GetInt32());
            var output = Resize(new RgbResampler(), input.Rgb.ToArray(), input.Width, input.Height, width, height, ResampleFilter.Lanczos);

            Assert.Equal(c.GetProperty("rgb_sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(output)));
            if (c.TryGetProperty("output", out var picture))
                Assert.Equal(PngFile.Read(Path.Combine(folder, picture.GetString()!)).Rgb.ToArray(), output);
        }
    }

    [Theory] // sizes around the widths of vectors and blocks of rows
    [InlineData(1, 1, 5, 7)]
    [InlineData(3, 5, 8, 8)]
    [InlineData(37, 23, 11, 50)]
    [InlineData(100, 9, 33, 9)]
    [InlineData(17, 64, 17, 31)]
    [InlineData(21, 16, 128, 3)]
    [InlineData(13, 7, 13, 7)]
    [InlineData(300, 2, 1, 1)]
    public void Resize_EqualsThePlainSums_WhateverTheSize(int inWidth, int inHeight, int width, int height)
    {
        var input = new byte[inWidth * inHeight * 3];
        new Random(inWidth * 1000 + inHeight).NextBytes(input);
        foreach (var filter in Enum.GetValues<ResampleFilter>())
        {
            Assert.Equal(
                PlainResize(input, inWidth, inHeight, width, height, filter),
                Resize(new RgbResampler(), input, inWidth, inHeight, width, height, filter));
        }
    }

    [Fact]
    public void Resize_GivesTheSame_FromManyThreadsAndBeyondTheCache()
    {
        var resampler = new RgbResampler();
        var input = new byte[40 * 30 * 3];
        new Random(7).NextBytes(input);

        Parallel.For(0, 300, i =>
        {
            var (width, height) = (1 + i % 90, 1 + i % 70);
            Assert.Equal(
                Resize(new RgbResampler(), input, 40, 30, width, height, ResampleFilter.Lanczos),
                Resize(resampler, input, 40, 30, width, height, ResampleFilter.Lanczos));
        });
    }

    private static byte[] Resize(
        RgbResampler resampler, byte[] input, int inWidth, int inHeight, int width, int height, ResampleFilter filter)
    {
        var output = new byte[width * height * 3];
        resampler.Resize(input, inWidth, inHeight, output, width, height, filter);
        return output;
    }

    private static byte[] PlainResize(byte[] input, int inWidth, int inHeight, int width, int height, ResampleFilter filter)
    {
        var across = new ResampleWeights(inWidth, width, filter);
        var between = inWidth == width ? input : new byte[width * inHeight * 3];
        for (var i = 0; i < between.Length && inWidth != width; i++)
        {
            var (y, x, colour) = (i / (width * 3), i / 3 % width, i % 3);
            between[i] = Sum(across.Of(x), t => input[(y * inWidth + across.First(x) + t) * 3 + colour]);
        }

        var down = new ResampleWeights(inHeight, height, filter);
        var output = inHeight == height ? between : new byte[width * height * 3];
        for (var i = 0; i < output.Length && inHeight != height; i++)
        {
            var (y, column) = (i / (width * 3), i % (width * 3));
            output[i] = Sum(down.Of(y), t => between[(down.First(y) + t) * width * 3 + column]);
        }

        return output;
    }

    private static byte Sum(ReadOnlySpan<int> weights, Func<int, byte> sample)
    {
        var sum = 0.5 * (1 << 22);
        for (var t = 0; t < weights.Length; t++)
            sum += (double)weights[t] * sample(t);
        return (byte)Math.Clamp(Math.Floor(sum / (1 << 22)), 0, 255);
    }
}

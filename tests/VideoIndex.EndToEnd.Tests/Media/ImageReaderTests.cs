using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class ImageReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_GivesEveryPixel_OfAPng()
    {
        var path = Path.Combine(TestFolders.SampleModel, "golden", "bus.png");
        var expected = PngFile.Read(path);
        var image = await Read(path);
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        Assert.Equal(expected.Rgb.ToArray(), image.Rgb.ToArray());
    }

    [Theory]
    [InlineData("still.jpg", "mjpeg", 3.0)]
    [InlineData("still.webp", "libwebp", 6.0)]
    [InlineData("wrong-name.mp4", "png", 0.0)]
    public async Task ReadAsync_GivesThePicture_WhateverItsNameIs(string name, string encoder, double tolerance)
    {
        var original = PngFile.Read(Path.Combine(TestFolders.SampleModel, "golden", "cat.png"));
        Make(name, "-i", Path.Combine(TestFolders.SampleModel, "golden", "cat.png"), "-frames:v", "1", "-c:v", encoder, "-q:v", encoder == "libwebp" ? "95" : "1", "-f", "image2");
        Assert.True(ImageReader.IsImage(_folder[name]));
        var image = await Read(_folder[name]);
        Assert.Equal((original.Width, original.Height), (image.Width, image.Height));
        var difference = original.Rgb.ToArray().Zip(image.Rgb.ToArray(), (a, b) => Math.Abs(a - b)).Average();
        Assert.True(difference <= tolerance, $"{difference:0.00} levels away on average");
    }

    [Fact]
    public async Task ReadAsync_TurnsAPhotoUpright_AsItsExifSays()
    {
        // Left half red, right half blue; "6" is to be turned clockwise: red above, blue below.
        Make("plain.jpg", "-f", "lavfi", "-i", "color=red:s=32x32", "-f", "lavfi", "-i", "color=blue:s=32x32", "-filter_complex", "hstack", "-q:v", "1", "-frames:v", "1");
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
        var plain = await File.ReadAllBytesAsync(_folder["plain.jpg"], Cancel);
        await File.WriteAllBytesAsync(_folder["turned.jpg"], [.. plain[..2], .. exif, .. plain[2..]], Cancel);

        var image = await Read(_folder["turned.jpg"]);
        Assert.Equal((32, 64), (image.Width, image.Height));
        Assert.True(image.Rgb.Span[0] > 200 && image.Rgb.Span[2] < 50, "the first pixel is not red");
        Assert.True(image.Rgb.Span[^3] < 50 && image.Rgb.Span[^1] > 200, "the last pixel is not blue");
    }

    [Fact]
    public async Task ReadAsync_LaysWhatIsTransparentOnWhite()
    {
        Make("clear.png", "-f", "lavfi", "-i", "color=black@0:s=8x8,format=rgba", "-frames:v", "1");
        Assert.All((await Read(_folder["clear.png"])).Rgb.ToArray(), level => Assert.Equal(255, level));
    }

    [Fact]
    public async Task ReadAsync_RefusesAPictureOfTooManyPixels()
    {
        Make("large.png", "-f", "lavfi", "-i", "color=black:s=400x400", "-frames:v", "1");
        var error = await Assert.ThrowsAsync<VideoIndexException>(() => new ImageReader(new MediaOptions { MaxPixels = 100_000 }).ReadAsync(_folder["large.png"], Cancel));
        Assert.Equal(ErrorCodes.TooManyPixels, error.Code);
    }

    [Fact]
    public async Task ReadAsync_RefusesWhatIsNoStill()
    {
        await File.WriteAllTextAsync(_folder["list.png"], "ffconcat version 1.0\nfile /etc/passwd\n", Cancel);
        await File.WriteAllBytesAsync(_folder["cut.png"], (await File.ReadAllBytesAsync(Path.Combine(TestFolders.SampleModel, "golden", "cat.png"), Cancel))[..20], Cancel);
        foreach (var path in (string[])[_folder["list.png"], _folder["cut.png"], Path.Combine(TestFolders.SampleMedia, "football-match.mp4")])
        {
            var error = await Assert.ThrowsAsync<VideoIndexException>(() => Read(path));
            Assert.Equal(ErrorCodes.NotMedia, error.Code);
            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(_folder["empty.png"], [], Cancel);
        Assert.Equal(ErrorCodes.EmptyFile, (await Assert.ThrowsAsync<VideoIndexException>(() => Read(_folder["empty.png"]))).Code);
        Assert.Equal(ErrorCodes.UnreadableFile, (await Assert.ThrowsAsync<VideoIndexException>(() => Read(_folder["gone.png"]))).Code);
    }

    /// <summary>Stills are opened when they are named as such, and nowhere else.</summary>
    [Fact]
    public async Task MediaProber_StillRefusesPictures()
    {
        File.Copy(Path.Combine(TestFolders.SampleModel, "golden", "cat.png"), _folder["cat.mp4"]);
        Assert.Equal(ErrorCodes.NotMedia, (await Assert.ThrowsAsync<VideoIndexException>(() => new MediaProber(new MediaOptions()).ProbeAsync(_folder["cat.mp4"], Cancel))).Code);
    }

    private static Task<VideoFrame> Read(string path) => new ImageReader(new MediaOptions()).ReadAsync(path, Cancel);

    private void Make(string name, params string[] arguments) => MediaMaker.Run([.. arguments, "-y", "file:" + _folder[name]]);
}

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
        var resampler = new RgbResampler();
        foreach (var c in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            var input = PngFile.Read(Path.Combine(folder, c.GetProperty("input").GetString()!));
            var (width, height) = (c.GetProperty("out_size")[0].GetInt32(), c.GetProperty("out_size")[1].GetInt32());
            var output = new byte[width * height * 3];
            resampler.Resize(input.Rgb.Span, input.Width, input.Height, output, width, height, ResampleFilter.Lanczos);

            Assert.Equal(c.GetProperty("rgb_sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(output)));
        }
    }
}

using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

/// <summary>How much of a stranger's JSON is read at all.</summary>
public sealed class CheckpointJsonTests
{
    [Theory]
    [InlineData(16 << 20, true)]
    [InlineData((16 << 20) + 1, false)]
    public void Load_ReadsConfigurations_UpTo16MiB(int bytes, bool isRead) => AssertRead("{}".PadRight(bytes), isRead, "expected at most 16777216");

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Load_ReadsValues_UpTo32Deep(int depth, bool isRead) =>
        AssertRead($"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}", isRead, "maximum configured depth of 32");

    private static void AssertRead(string json, bool isRead, string why)
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["config.json"], json);
        var error = Record.Exception(() => CheckpointJson.Load(folder["config.json"]));
        Assert.Equal(isRead, error is null);
        if (error is null)
            return;
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.IsType<VideoIndexException>(error).Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}

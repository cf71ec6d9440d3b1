using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class ContentHashTests
{
    /// <summary>Expected values from <c>sha256sum</c> and <c>git hash-object</c>.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f")]
    public void Hashes_AreThoseOfTheTools(string content, string sha256, string git)
    {
        using var hash = new ContentHash(content.Length);
        foreach (var letter in content)
            hash.Append([(byte)letter]);
        Assert.Equal((sha256, git), (hash.Sha256, hash.Git));
    }
}

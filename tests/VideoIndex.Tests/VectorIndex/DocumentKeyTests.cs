using VideoIndex.VectorIndex;

namespace VideoIndex.Tests.VectorIndex;

public sealed class DocumentKeyTests
{
    [Theory]
    [InlineData("w12", 24)]
    [InlineData("c7", 15)]
    [InlineData("e3", -3)]
    public void Keys_GoThereAndBack(string id, long key) => Assert.Equal((key, id), (DocumentKey.Parse(id), DocumentKey.Format(key)));
}

using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class DistinctPicturesTests
{
    [Fact]
    public void Of_KeepsOneOfEachThatIsEqual_AndTellsApartTheOthers()
    {
        byte[] slide = [5, 2, 7], mirrored = [7, 2, 5], other = [1, 1, 1];
        var found = DistinctPictures.Of([slide, mirrored, (byte[])[.. slide], other, (byte[])[.. mirrored]]);
        Assert.Equal([slide, mirrored, other], found.Pictures.Select(p => p.ToArray()));
        Assert.Equal([0, 1, 0, 2, 1], found.PlaceOf);
    }
}

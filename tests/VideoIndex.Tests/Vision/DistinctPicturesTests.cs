using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class DistinctPicturesTests
{
    [Fact]
    public void Of_KeepsOneOfEachThatIsEqual_AndTellsApartWhatOnlySumsTheSame()
    {
        float[] slide = [0.5f, -0.25f, 0.75f], mirrored = [0.75f, -0.25f, 0.5f], other = [1, 1, 1];
        var found = DistinctPictures.Of([slide, mirrored, (float[])[.. slide], other, (float[])[.. mirrored]]);
        Assert.Equal([slide, mirrored, other], found.Pictures.Select(p => p.ToArray()));
        Assert.Equal([0, 1, 0, 2, 1], found.PlaceOf);
    }
}

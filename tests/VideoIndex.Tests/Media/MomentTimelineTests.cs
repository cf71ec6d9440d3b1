using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class MomentTimelineTests
{
    [Fact]
    public void Pick_StretchesTime_SoThatMomentsAreWholeSeconds()
    {
        var pick = new MomentTimeline([TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(14.5)]).Pick(TimeSpan.FromSeconds(2));
        Assert.Equal(3, pick.Count);
        Assert.Equal(
            "settb=AVTB,setpts='(st(0,T+1.999);if(lt(ld(0),14),0+(ld(0)-12)*0.5,if(lt(ld(0),14.5),1+(ld(0)-14)*2,2+(ld(0)-14.5))))/TB',fps=1:round=up:start_time=0",
            pick.Filter);
    }

    [Theory]
    [InlineData]
    [InlineData(1.0, 1.0)]
    [InlineData(2.0, 1.0)]
    public void MomentTimeline_Refuses_MomentsOutOfOrder(params double[] seconds) =>
        Assert.Throws<ArgumentException>(() => new MomentTimeline([.. seconds.Select(TimeSpan.FromSeconds)]));
}

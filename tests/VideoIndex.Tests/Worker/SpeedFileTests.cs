using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class SpeedFileTests : IDisposable
{
    private static readonly MeasuredSpeed Speed = new("this machine | a model", 1.25, 3, 0.4, 40, "cpu", DateTimeOffset.UnixEpoch);

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Put_IsFoundAgain_ByItsKeyAlone()
    {
        new SpeedFile(_folder.Path).Put(Speed);
        Assert.Equal(Speed, new SpeedFile(_folder.Path).Find(Speed.Key));
        Assert.Null(new SpeedFile(_folder.Path).Find("another machine | a model"));
        Assert.Equal([_folder["speed.json"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Put_TakesThePlaceOfTheOlder_AndKeepsWhatThatAloneKnew()
    {
        var file = new SpeedFile(_folder.Path);
        file.Put(Speed);
        file.Put(Speed with { Key = "b" });
        file.Put(Speed with { SecondsPerWindow = 2, OneFrameShare = null });
        Assert.Equal(Speed with { SecondsPerWindow = 2 }, file.Find(Speed.Key));
        Assert.Equal([Speed.Key, "b"], file.All().Select(speed => speed.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{\"key\":\"this machine | a model\",\"seconds_per_window\":-1,\"device\":\"cpu\"}]")]
    public void Find_TakesADamagedFileForNone_AndPutMendsIt(string content)
    {
        File.WriteAllText(_folder["speed.json"], content);
        var file = new SpeedFile(_folder.Path);
        Assert.Null(file.Find(Speed.Key));
        file.Put(Speed);
        Assert.Equal(Speed, file.Find(Speed.Key));
    }

    [Fact]
    public void Put_DoesNothing_WhereNothingCanBeWritten() => new SpeedFile(_folder["no", "such", "folder"]).Put(Speed);

    [Fact]
    public void TimeFor_IsTheOverheadAndTheWindows()
    {
        Assert.Equal(TimeSpan.FromSeconds(3 + 1.25 * 100), Speed.TimeFor(100));
        Assert.Equal(TimeSpan.FromSeconds(3 + 1.25 * 100 * 0.4), Speed.OneFrameTimeFor(100));
        Assert.Equal(TimeSpan.Zero, Speed.TimeFor(0));
        Assert.Null((Speed with { OneFrameShare = null }).OneFrameTimeFor(100));
    }
}

using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class PathMapTests
{
    [Theory]
    [InlineData(@"/srv/films=Z:\films", "/srv/films/two words/a#b%41.mp4", "file:///Z:/films/two%20words/a%23b%2541.mp4")]
    [InlineData(@"/srv/films/=Z:\", "/srv/films/日.mp4", "file:///Z:/%E6%97%A5.mp4")]
    [InlineData(@"/srv/films=z:", "/srv/films/a.mp4", "file:///z:/a.mp4")]
    [InlineData(@"/srv/films=Z:/my films/", "/srv/films/a.mp4", "file:///Z:/my%20films/a.mp4")]
    [InlineData(@"/srv/films=\\nas\our films", "/srv/films/it's [1].mp4", "file://nas/our%20films/it%27s%20%5B1%5D.mp4")]
    [InlineData("/srv/films=/Volumes/the films", "/srv/films/a b.mp4", "file:///Volumes/the%20films/a%20b.mp4")]
    [InlineData("/srv/films=/", "/srv/films/a.mp4", "file:///a.mp4")]
    [InlineData("/srv/films=smb://nas/films%20x/", "/srv/films/a b?.mp4", "smb://nas/films%20x/a%20b%3F.mp4")]
    [InlineData("/=/mnt/box", "/srv/a.mp4", "file:///mnt/box/srv/a.mp4")]
    [InlineData("/srv/a=b=/mnt/c=d", "/srv/a=b/e=f.mp4", "file:///mnt/c%3Dd/e%3Df.mp4")]
    public void AddressOf_IsTheFilesOwnThere(string map, string path, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: the folders of this machine are named as on Linux");
        Assert.Equal(expected, PathMap.Parse(map).AddressOf(path));
    }

    [Theory]
    [InlineData(@"/srv/films=Z:\films", "/srv/films2/a.mp4")]
    [InlineData(@"/srv/films=Z:\films", "/srv/films")]
    [InlineData(@"/srv/films=Z:\films", "/SRV/films/a.mp4")]
    [InlineData(@"/srv/films=Z:\films", @"/srv/films/..\..\secret.mp4")]
    [InlineData(@"/srv/films=Z:\films", "/srv/films/a:b.mp4")]
    [InlineData(@"/srv/films=\\nas\films", "/srv/films/a?.mp4")]
    [InlineData(@"/srv/films=\\nas\films", "/srv/films/dot./a.mp4")]
    [InlineData(@"/srv/films=\\nas\films", "/srv/films/new\nline.mp4")]
    public void AddressOf_IsNull_ForWhatIsElsewhere_OrHasNoNameThere(string map, string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: the folders of this machine are named as on Linux");
        Assert.Null(PathMap.Parse(map).AddressOf(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/srv/films")]
    [InlineData("/srv/films=")]
    [InlineData("/srv/films=films")]
    [InlineData(@"films=Z:\films")]
    [InlineData(@"=Z:\films")]
    [InlineData(@"/srv/films=\\?\Z:\films")]
    [InlineData("/srv/films=javascript:alert(1)//x")]
    [InlineData("/srv/films=smb://me:secret@nas/films")]
    [InlineData("/srv/films=http://nas/films?x=")]
    [InlineData("/srv/films=http://nas/a b")]
    public void Parse_RefusesWhatIsNoMap_InOneSentence(string text)
    {
        var trouble = Assert.Throws<VideoIndexException>(() => PathMap.Parse(text));
        Assert.Equal(ErrorCodes.BadOption, trouble.Code);
        Assert.Contains($"`{text}`", trouble.Message, StringComparison.Ordinal);
    }
}

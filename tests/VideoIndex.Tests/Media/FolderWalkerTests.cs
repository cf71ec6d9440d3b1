using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class FolderWalkerTests
{
    [Theory]
    [InlineData("new\nline.mp4")]
    [InlineData("tab\t\"quote\" 'q'.mkv")]
    [InlineData("<script>&%41#?[x].webm")]
    [InlineData("-y.mov")]
    [InlineData("concat:a|b.ts")]
    [InlineData("gnp\u202E4pm.mp4")]
    [InlineData("\U0001F3AC \u65E5\u672C\u8A9E.AVI")]
    public void Walk_FindsTheFile_WhateverItsName(string name)
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllBytes(folder[name], [0, 1, 2]);

        var file = Assert.Single(Walk(folder.Path));

        Assert.Equal((name, 3L, null), (file.RelativePath, file.Size, file.Failure));
        Assert.Equal(FileStamp.Read(folder[name]), new FileStamp(file.Size, file.ModifiedNs));
    }

    [Fact]
    public void Walk_KeepsTwins_ThatDifferInUnicodeForm()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["caf\u00E9.mp4"], "one");
        File.WriteAllText(folder["cafe\u0301.mp4"], "two");

        Assert.Equal(["cafe\u0301.mp4", "caf\u00E9.mp4"], Walk(folder.Path).Select(file => file.RelativePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Walk_FindsLongNamesAndDeepFolders()
    {
        using var folder = TestFolders.NewTemporary();
        var deep = Path.Join([.. Enumerable.Repeat("d", 100)]);
        Directory.CreateDirectory(folder[deep]);
        var name = new string('x', 251) + ".mp4";
        File.WriteAllText(folder[deep, name], "x");

        Assert.Equal(Path.Join(deep, name), Assert.Single(Walk(folder.Path)).RelativePath);
    }

    [Fact]
    public void Walk_FollowsNoLink_AndEnds()
    {
        using var folder = TestFolders.NewTemporary();
        using var outside = TestFolders.NewTemporary();
        File.WriteAllText(outside["secret.mp4"], "x");
        File.WriteAllText(folder["real.mp4"], "x");
        Directory.CreateSymbolicLink(folder["loop"], folder.Path);
        Directory.CreateSymbolicLink(folder["out"], outside.Path);
        Directory.CreateSymbolicLink(folder["folder.mp4"], outside.Path);
        File.CreateSymbolicLink(folder["link.mp4"], outside["secret.mp4"]);
        File.CreateSymbolicLink(folder["dangling.mp4"], "/nowhere.mp4");

        Assert.Equal("real.mp4", Assert.Single(Walk(folder.Path)).RelativePath);
    }

    [Fact]
    public void Walk_LeavesOutWhatIsNoRegularFile()
    {
        using var folder = TestFolders.NewTemporary();
        Run("mkfifo", folder["pipe.mp4"]);
        Run("python3", "-c", "import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", folder["socket.mp4"]);
        Directory.CreateDirectory(folder["album.mp4"]);
        File.WriteAllText(folder["album.mp4", "inside.mp4"], "x");

        Assert.Equal(Path.Join("album.mp4", "inside.mp4"), Assert.Single(Walk(folder.Path)).RelativePath);
    }

    [Fact]
    public void Walk_TellsOfNamesThatCannotBeRead()
    {
        using var folder = TestFolders.NewTemporary();
        Run("bash", "-c", "printf x > \"$1\"/$'bad\\xff.mp4'; mkdir \"$1\"/$'dir\\xfe'; printf x > \"$1\"/$'dir\\xfe'/a.mp4; printf x > \"$1\"/$'note\\xff.txt'", "-", folder.Path);
        File.WriteAllText(folder["real\uFFFD.mp4"], "x");

        var files = Walk(folder.Path);

        Assert.Equal([("bad\uFFFD.mp4", ErrorCodes.UnreadableName), ("dir\uFFFD", ErrorCodes.UnreadableName), ("real\uFFFD.mp4", null)],
            files.OrderBy(file => file.RelativePath, StringComparer.Ordinal).Select(file => (file.RelativePath, file.Failure?.Code)));
        Run("bash", "-c", "rm -r \"$1\"/dir* \"$1\"/bad* \"$1\"/note*", "-", folder.Path);
    }

    [Fact]
    public void Walk_TellsOnceOfAFolderThatMayNotBeRead_AndGoesOn()
    {
        Assert.SkipWhen(Environment.UserName == "root", "left out: root may read every folder");
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["closed"]);
        File.WriteAllText(folder["closed", "a.mp4"], "x");
        File.WriteAllText(folder["open.mp4"], "x");
        Run("chmod", "000", folder["closed"]);

        var files = Walk(folder.Path);
        Run("chmod", "700", folder["closed"]);

        Assert.Equal([("closed", ErrorCodes.UnreadableFolder), ("open.mp4", null)],
            files.OrderBy(file => file.RelativePath, StringComparer.Ordinal).Select(file => (file.RelativePath, file.Failure?.Code)));
    }

    [Fact]
    public void Walk_Throws_WhenTheRootIsMissing()
    {
        using var folder = TestFolders.NewTemporary();

        var error = Assert.Throws<VideoIndexException>(() => new FolderWalker().Walk(folder["gone"], CancellationToken.None));

        Assert.Equal(ErrorCodes.UnreadableFolder, error.Code);
        Assert.Contains("there is no such folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_LeavesOutHiddenAndForeignFiles_AndSourceCode()
    {
        using var folder = TestFolders.NewTemporary();
        foreach (var name in new[] { ".hidden.mp4", "._fork.mp4", "song.mp3", "notes.txt", "film.srt", "film.mp4.part" })
            File.WriteAllText(folder[name], "x");
        foreach (var name in new[] { ".Trash-1000", "@eaDir", "$RECYCLE.BIN" })
            File.WriteAllText(Path.Join(Directory.CreateDirectory(folder[name]).FullName, "a.mp4"), "x");
        File.WriteAllText(folder["app.ts"], "export const answer = 42;\n");
        File.WriteAllBytes(folder["broadcast.ts"], [0x47, 0x40, 0, 0x10, 0, 0]);
        File.WriteAllText(folder["empty.ts"], "");

        Assert.Equal(["broadcast.ts", "empty.ts"], Walk(folder.Path).Select(file => file.RelativePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Walk_GivesFirstFiles_BeforeItHasSeenAll()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["a.mp4"], "x");
        Directory.CreateDirectory(folder["later"]);
        using var files = new FolderWalker().Walk(folder.Path, CancellationToken.None).GetEnumerator();

        Assert.True(files.MoveNext());
        File.WriteAllText(folder["later", "b.mp4"], "made during the walk");

        Assert.True(files.MoveNext());
        Assert.Equal(Path.Join("later", "b.mp4"), files.Current.RelativePath);
    }

    private static List<WalkedFile> Walk(string root) => [.. new FolderWalker().Walk(root, TestContext.Current.CancellationToken)];

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

namespace VideoIndex.Tests.Support;

public sealed class ReadmeCommandsTests
{
    [Fact]
    public void Extract_TakesTheProgramsLines_OfShellBlocksOnly()
    {
        var readme = """
            ./run not in a block
            ```sh
            ./run one "a b"     # says why
            vlc goals.xspf
            ./run two \
              --more
            ```
            ```json
            ./run is an answer
            ```
            ```sh
            ./run three
            ```
            """;
        Assert.Equal(["./run one \"a b\"", "./run two    --more", "./run three"], ReadmeCommands.Extract(readme, "./run"));
    }
}

namespace VideoIndex.Cli;

/// <summary>A contract with scripts, as grep has it.</summary>
internal static class ExitCode
{
    public const int Found = 0;
    public const int NothingFound = 1;
    public const int Error = 2;

    /// <summary>128 + SIGINT.</summary>
    public const int Stopped = 130;
}

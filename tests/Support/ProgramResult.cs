namespace VideoIndex.Tests.Support;

/// <summary>What a program left: its exit status (128 + the signal's number when one ended it) and all it wrote.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>All of it, for a failing test's message.</summary>
    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Error}";
}

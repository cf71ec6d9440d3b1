using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VideoIndex.Tests.Support;

/// <summary>A started program. Disposing it kills what still runs, children too.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const int InterruptSignal = 2;

    /// <summary>How long the pipes may stay open after the program's end: a child that outlives it would hold them for ever.</summary>
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly TimeSpan timeLimit;
    private readonly OutputPump output;
    private readonly OutputPump error;

    public RunningProgram(Process process, TimeSpan timeLimit)
    {
        this.process = process;
        this.timeLimit = timeLimit;
        process.StandardInput.Close();
        output = new OutputPump(process.StandardOutput);
        error = new OutputPump(process.StandardError);
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has written to stdout so far.</summary>
    public string Output => output.Text;

    /// <summary>What it has written to stderr so far.</summary>
    public string Error => error.Text;

    /// <summary>Ctrl-C for this process alone.</summary>
    public void Interrupt()
    {
        if (SendSignal(process.Id, InterruptSignal) != 0)
            throw new InvalidOperationException($"process {process.Id} could not be sent a signal: it has ended");
    }

    /// <summary>kill -9 of this process alone: what it started must end by itself.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits until what it wrote to stdout or stderr holds <paramref name="text"/>; fails the test when it ends or is too slow.</summary>
    public async Task WaitForTextAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal) && !Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(HasExited || watch.Elapsed > timeLimit, $"`{text}` was never written\n--- stdout\n{Output}\n--- stderr\n{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Waits for the end; past the time limit everything is killed and the test fails.</summary>
    public async Task<ProgramResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(timeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"not done after {timeLimit.TotalSeconds:0} s\n--- stdout\n{Output}\n--- stderr\n{Error}");
        }

        await Task.WhenAny(Task.WhenAll(output.Done, error.Done), Task.Delay(PipeGrace));
        return new ProgramResult(process.ExitCode, Output, Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}

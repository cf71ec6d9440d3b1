using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VideoIndex.Tests.Support;

/// <summary>A started program. Disposing it kills what still runs, children too.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const int InterruptSignal = 2;

    /// <summary>How long the pipes may stay open after the program's end: a child that outlives it would hold them for ever.</summary>
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeSpan _timeLimit;
    private readonly OutputPump _output;
    private readonly OutputPump _error;

    public RunningProgram(Process process, TimeSpan timeLimit, bool holdsInput = false)
    {
        _process = process;
        _timeLimit = timeLimit;
        if (!holdsInput)
            process.StandardInput.Close();
        _output = new OutputPump(process.StandardOutput);
        _error = new OutputPump(process.StandardError);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to stdout so far.</summary>
    public string Output => _output.Text;

    /// <summary>What it has written to stderr so far.</summary>
    public string Error => _error.Text;

    /// <summary>Types a line, as a person would.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Ctrl-D.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Ctrl-C for this process alone.</summary>
    public void Interrupt()
    {
        if (SendSignal(_process.Id, InterruptSignal) != 0)
            throw new InvalidOperationException($"process {_process.Id} could not be sent a signal: it has ended");
    }

    /// <summary>kill -9 of this process alone: what it started must end by itself.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until what it wrote to stdout or stderr holds <paramref name="text"/>; fails the test when both are closed or it takes too long.</summary>
    public async Task WaitForTextAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var isAll = (_output.Done.IsCompleted && _error.Done.IsCompleted) || watch.Elapsed > _timeLimit;
            if (Output.Contains(text, StringComparison.Ordinal) || Error.Contains(text, StringComparison.Ordinal))
                return;
            Assert.False(isAll, $"`{text}` was never written\n--- stdout\n{Output}\n--- stderr\n{Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Waits for the end; past the time limit everything is killed and the test fails.</summary>
    public async Task<ProgramResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(_timeLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"not done after {_timeLimit.TotalSeconds:0} s\n--- stdout\n{Output}\n--- stderr\n{Error}");
        }

        await Task.WhenAny(Task.WhenAll(_output.Done, _error.Done), Task.Delay(PipeGrace));
        return new ProgramResult(_process.ExitCode, Output, Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}

using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>One run of ffmpeg or ffprobe: the only place of the house that starts a process. For one reader at a time.</summary>
/// <remarks>
/// The child has its own session (`setsid`), so that it and whatever it starts die as one group, and limits (`prlimit`): address space,
/// processor time (should it outlive us and hang), no core file. It gets an empty standard input, unless another child feeds it, and next to no environment
/// (no FFREPORT, which writes files). When we are killed, its pipe breaks and ffmpeg ends at the next picture it writes.
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    // The group is dead by then, or in a state that no signal ends (a dead network disk); either way there is nothing to wait for.
    private static readonly TimeSpan PatienceAfterEnd = TimeSpan.FromSeconds(3);

    // The most that the kernel grants anybody; usual are 64 KiB, a hundredth of a picture, and both sides wake for each.
    private const int PipeBytes = 1 << 20;

    /// <summary>A session of its own has a share of the processor of its own (sched_autogroup(7)), within which alone niceness counts: both are lowered.</summary>
    private const string BehindOthers = """{ echo 19 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 19 "$@" """;

    private readonly Process process;
    private readonly Task draining;
    private bool ended;

    private ChildProcess(Process process, PictureTimes? times, bool isFed)
    {
        this.process = process;
        Errors = new StderrTail { Times = times };
        Input = process.StandardInput.BaseStream;
        if (!isFed)
            Input.Close();
        Output = process.StandardOutput.BaseStream;
        Widen(Output);
        draining = DrainErrorsAsync(process.StandardError.BaseStream);
    }

    /// <summary>What the child reads from its standard input; closed unless it is fed.</summary>
    public Stream Input { get; }

    /// <summary>What the child writes to its standard output. After <see cref="Kill"/> it ends.</summary>
    public Stream Output { get; }

    /// <summary>Complete once <see cref="WaitForExitAsync"/> has returned.</summary>
    public StderrTail Errors { get; }

    public int Id => process.Id;

    /// <param name="times">Where to the times of pictures go that the child writes among its messages.</param>
    /// <param name="isFed">Whether somebody writes to its standard input, which is empty else.</param>
    /// <exception cref="VideoIndexException">ffmpeg_missing</exception>
    public static ChildProcess Start(MediaOptions options, string tool, IReadOnlyList<string> arguments, TimeSpan limit, PictureTimes? times = null, bool isFed = false)
    {
        var program = ToolPath.Require(tool);
        List<string> command = [.. Confinement(options, limit), program, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        KeepOnly(start.Environment, "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TMPDIR");
        start.Environment["LC_ALL"] = "C";
        // ffmpeg is linked with it where it is installed, never needs it, and would start a thread for each core that waits in a loop: a fifth of what a start costs.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        return new ChildProcess(Process.Start(start)!, times, isFed);
    }

    public void Kill()
    {
        if (ended)
            return;
        KillGroup();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    /// <summary>Waits for the end of the child and of its messages, and returns its exit code (128 + signal when one ended it).</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        if (await Task.WhenAny(draining, Task.Delay(PatienceAfterEnd, cancel)) != draining)
            KillGroup(); // a grandchild holds the pipe; while it lives the group's number cannot be another's
        await Task.WhenAny(draining, Task.Delay(PatienceAfterEnd, CancellationToken.None));
        ended = true;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        using (var patience = new CancellationTokenSource(PatienceAfterEnd))
        {
            await WaitForExitAsync(patience.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await Input.DisposeAsync();
        await Output.DisposeAsync();
        await process.StandardError.BaseStream.DisposeAsync();
        process.Dispose();
    }

    private static IEnumerable<string> Confinement(MediaOptions options, TimeSpan limit)
    {
        if (ToolPath.Find("setsid") is { } setsid && OperatingSystem.IsLinux())
            yield return setsid;
        if (options.LowPriority && ToolPath.Find("sh") is { } shell && OperatingSystem.IsLinux())
            foreach (var word in new[] { shell, "-c", BehindOthers, "sh" })
                yield return word;
        if (ToolPath.Find("prlimit") is not { } prlimit || !OperatingSystem.IsLinux())
            yield break;
        yield return prlimit;
        yield return FormattableString.Invariant($"--as={options.ChildMemory}");
        yield return FormattableString.Invariant($"--cpu={(long)Math.Ceiling(limit.TotalSeconds * Environment.ProcessorCount)}");
        yield return "--core=0";
    }

    private static void KeepOnly(IDictionary<string, string?> environment, params string[] kept)
    {
        foreach (var name in environment.Keys.Except(kept, StringComparer.Ordinal).ToList())
            environment.Remove(name);
    }

    private static void Widen(Stream output)
    {
        const int setPipeSize = 1031;
        if (OperatingSystem.IsLinux() && output is PipeStream pipe)
            _ = Control(pipe.SafePipeHandle, setPipeSize, PipeBytes); // refused where somebody has many pipes; the usual size does too
    }

    private void KillGroup()
    {
        if (OperatingSystem.IsLinux())
            _ = SendSignal(-process.Id, 9); // fails harmlessly where there is no such group: without `setsid`, or when all are gone
    }

    private async Task DrainErrorsAsync(Stream errors)
    {
        var buffer = new byte[4096];
        try
        {
            while (await errors.ReadAsync(buffer) is > 0 and var read)
                Errors.Add(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Errors.Add("(messages lost)"u8);
        }

        Errors.EndLine();
        Errors.Times?.End();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle file, int command, int value);
}

using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A finished run of a tool whose whole answer fits in memory.</summary>
internal sealed record ToolRun(int ExitCode, byte[] Output, StderrTail Errors)
{
    private const int LargestAnswer = 32 << 20;

    /// <param name="path">The media, for the sentence of an error.</param>
    /// <exception cref="VideoIndexException">ffmpeg_missing, decoder_timeout, decoder_failed (an answer past 32 MiB)</exception>
    public static async Task<ToolRun> FinishAsync(
        MediaOptions options, string tool, IReadOnlyList<string> arguments, TimeSpan limit, string path, CancellationToken cancel)
    {
        await using var child = ChildProcess.Start(options, tool, arguments, limit);
        using var deadline = new Deadline(child, limit, limit, cancel);
        try
        {
            var output = await deadline.WaitAsync(token => ReadAllAsync(child.Output, path, token));
            var exitCode = await deadline.WaitAsync(child.WaitForExitAsync);
            return new ToolRun(exitCode, output, child.Errors);
        }
        catch (TimeoutException e)
        {
            throw MediaRefusal.TimedOut(path, tool, limit, e);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream output, string path, CancellationToken cancel)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (await output.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            answer.Write(buffer, 0, read);
            if (answer.Length > LargestAnswer)
                throw new VideoIndexException(ErrorCodes.DecoderFailed,
                    $"cannot read `{CleanText.Name(path)}`: ffmpeg's answer about it is larger than {LargestAnswer >> 20} MiB");
        }

        return answer.ToArray();
    }
}

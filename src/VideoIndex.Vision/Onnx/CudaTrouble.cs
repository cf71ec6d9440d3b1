namespace VideoIndex.Vision;

/// <summary>Why CUDA cannot be had, in a sentence. Pure.</summary>
internal static class CudaTrouble
{
    /// <summary>What ONNX Runtime's package for NVIDIA cards looks for (1.31.0 for Linux).</summary>
    public const string Needs = "it needs NVIDIA's driver and the libraries of CUDA 13 and cuDNN 9";

    public const string CpuOnly = "this build of ONNX Runtime is for the CPU only";

    private const string NotBuilt = "not enabled in this build", Loading = " with error: ", NoFile = ": cannot open shared object file";

    /// <param name="message">What ONNX Runtime says: several lines, the places in its source among them.</param>
    public static string Sentence(string message)
    {
        if (message.Contains(NotBuilt, StringComparison.Ordinal))
            return CpuOnly;
        message = message.ReplaceLineEndings(" ").Trim();
        if (message.IndexOf(Loading, StringComparison.Ordinal) is not (>= 0 and var at))
            return message;
        var cause = message[(at + Loading.Length)..];
        var missing = cause.IndexOf(NoFile, StringComparison.Ordinal);
        return missing > 0 ? $"the library `{cause[..missing]}` is not on this machine" : $"a library it needs cannot be loaded: {cause}";
    }
}

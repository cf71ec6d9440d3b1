using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>Logits to logarithms of probabilities.</summary>
internal static class LogSoftmax
{
    /// <summary>Natural logarithm of the probability of one token.</summary>
    public static double At(ReadOnlySpan<float> logits, int token)
    {
        var best = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp((double)logit - best);
        return (double)logits[token] - best - Math.Log(sum);
    }
}

namespace VideoIndex.Vision;

/// <summary>Attention of every position with every one of its sequence: [sequences, positions, queries | keys | values] to [sequences, positions, width].</summary>
/// <remarks>Source of the mathematics: transformers, modeling_siglip.py.</remarks>
internal sealed class AttentionOperator(DotKernels kernels, int width, int heads) : IOwnOperator
{
    /// <summary>Of which the width of a head is a multiple: two numbers go through a kernel together.</summary>
    public const int WidthStep = 2;

    private const int Parts = 3;

    public long WeightBytes => 0;

    public unsafe void Compute(IOperatorCall call)
    {
        var input = call.Input(0);
        if (input.Shape.Length != 3 || input.Shape[2] != Parts * width)
            throw new ArgumentException($"attention over {input.Shape.Length} dimensions, the last of {input.Shape[^1]}, expected 3 and {Parts * width}");
        var (sequences, positions) = ((int)input.Shape[0], (int)input.Shape[1]);
        float* packed = input.Floats, output = call.Output(0, sequences, positions, width);
        // A head is packed anew for each part of its queries, so there are no more parts than it takes to keep all threads busy.
        var parts = Math.Max(1, 2 * call.Scratch.Threads / (sequences * heads));
        HeadQueue.Run(call, kernels, positions, width / heads, sequences * heads * parts, (head, work) =>
        {
            var (place, part) = Math.DivRem(work, parts);
            Attend(head, positions, place, (int)((long)part * positions / parts), (int)((part + 1L) * positions / parts), packed, output);
        });
    }

    public void Dispose()
    {
    }

    private unsafe void Attend(AttentionHead head, int positions, int place, int first, int end, float* packed, float* output)
    {
        var (sequence, number) = Math.DivRem(place, heads);
        long stride = Parts * width, column = number * (width / heads), start = (long)sequence * positions;
        var queries = packed + start * stride + column;
        head.Read(queries + width, queries + 2 * width, stride);
        head.Attend(queries, stride, first, end, positions, output + start * width + column, width);
    }
}

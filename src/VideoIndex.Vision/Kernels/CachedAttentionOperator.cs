namespace VideoIndex.Vision;

/// <summary>
/// Attention of new tokens to themselves and those before them, with rotary positions and a cache that grows in place. Each row of the batch
/// may have another length.
/// </summary>
/// <remarks>
/// In and out as with ONNX Runtime's GroupQueryAttention: [B, S, queries | keys | values], caches of keys and values [B, key-value heads, P, width],
/// last places [B], total length, cosines and sines [positions, width / 2]; to [B, S, queries] and the caches. Takes several new tokens of
/// several rows after others, which that operator does not. Several tokens are computed in brain floats, one alone in floats.
/// </remarks>
internal sealed unsafe class CachedAttentionOperator(DotKernels kernels, int heads, int keyValueHeads, int width) : IOwnOperator
{
    /// <summary>Of which the width of a head is a multiple: both its halves are read in whole vectors.</summary>
    public const int WidthStep = 32;

    public long WeightBytes => 0;

    private int Queries => heads * width;

    private int Stride => (heads + 2 * keyValueHeads) * width;

    public void Compute(IOperatorCall call)
    {
        OperatorTensor packed = call.Input(0), keys = call.Input(1), values = call.Input(2), last = call.Input(3), cosines = call.Input(5), sines = call.Input(6);
        var (rows, tokens, places) = ((int)packed.Shape[0], (int)packed.Shape[1], (int)keys.Shape[2]);
        if (packed.Shape[2] != Stride)
            throw new ArgumentException($"tokens of {packed.Shape[2]} numbers, expected {Stride}");
        float* output = call.Output(0, rows, tokens, Queries), newKeys = call.Output(1, keys.Shape), newValues = call.Output(2, values.Shape);
        if (newKeys != keys.Floats || newValues != values.Floats)
            throw new ArgumentException("a cache that does not grow in place");
        for (var row = 0; row < rows; row++)
            if (last.Integers[row] + 1 < tokens || last.Integers[row] >= places)
                throw new ArgumentException($"{tokens} new tokens to the {last.Integers[row] + 1}th, expected at most {places}");
        var rotation = new Rotation(cosines.Floats, sines.Floats, width);
        var one = (long)keyValueHeads * places * width;
        void Store(int row) => StoreRow(packed.Floats + (long)row * tokens * Stride, tokens, last.Integers[row] + 1 - tokens, rotation, newKeys + row * one, newValues + row * one, places);
        if (tokens == 1)
            AttendOne(call, Store, packed.Floats, rows, places, newKeys, newValues, last.Integers, output);
        else
            AttendAll(call, Store, packed.Floats, rows, tokens, places, newKeys, newValues, last.Integers, output);
    }

    public void Dispose()
    {
    }

    /// <summary>Rotates queries where they are, and keys into their cache; copies values into theirs.</summary>
    private void StoreRow(float* packed, int tokens, int before, Rotation rotation, float* keys, float* values, int places)
    {
        for (var token = 0; token < tokens; token++, packed += Stride)
        {
            var place = before + token;
            for (var head = 0; head < heads; head++)
                rotation.Rotate(packed + head * width, place, packed + head * width);
            for (var head = 0; head < keyValueHeads; head++)
            {
                var at = ((long)head * places + place) * width;
                var key = packed + Queries + head * width;
                rotation.Rotate(key, place, keys + at);
                new ReadOnlySpan<float>(key + keyValueHeads * width, width).CopyTo(new Span<float>(values + at, width));
            }
        }
    }

    private void AttendAll(IOperatorCall call, Action<int> store, float* packed, int rows, int tokens, int places, float* keys, float* values, int* last, float* output)
    {
        call.ForEach(rows, store);
        HeadQueue.Run(call, kernels, places, width, rows * heads, (head, work) =>
        {
            var (row, number) = Math.DivRem(work, heads);
            var length = last[row] + 1;
            var cache = ((long)row * keyValueHeads + number * keyValueHeads / heads) * places * width;
            var some = head.Of(length);
            some.Read(keys + cache, values + cache, width);
            var start = (long)row * tokens;
            some.Attend(packed + start * Stride + number * width, Stride, 0, tokens, length - tokens + 1, output + start * Queries + number * width, Queries);
        });
    }

    private void AttendOne(IOperatorCall call, Action<int> store, float* packed, int rows, int places, float* keys, float* values, int* last, float* output)
    {
        var each = TokenAttention.ScoresOf(places);
        var scores = (float*)call.Scratch.Take((long)rows * heads * each * sizeof(float)).Address;
        call.ForEach(rows, row =>
        {
            store(row);
            for (var head = 0; head < heads; head++)
            {
                var cache = ((long)row * keyValueHeads + head * keyValueHeads / heads) * places * width;
                TokenAttention.Attend(packed + (long)row * Stride + head * width, keys + cache, values + cache, last[row] + 1, width,
                    scores + ((long)row * heads + head) * each, output + (long)row * Queries + head * width);
            }
        });
    }
}

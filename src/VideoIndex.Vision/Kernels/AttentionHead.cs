using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>One head of attention over one sequence: softmax(q k^T / sqrt(width)) v.</summary>
/// <remarks>Queries, keys, values and weights in brain floats, all sums and the softmax in floats.</remarks>
internal unsafe struct AttentionHead
{
    private const int Rows = DotKernelWriter.MostRows, Width = DotKernelWriter.PanelWidth, Lanes = 16;

    /// <summary>How many positions further on what will be read is asked for.</summary>
    private const int Ahead = 8;

    private readonly DotKernels _kernels;
    private readonly int _positions, _width, _padded, _steps, _valuePanels;
    private readonly ushort* _queries, _keys, _values, _weights;
    private readonly float* _scores, _tile;

    /// <param name="positions">Of keys and values.</param>
    /// <param name="width">Numbers of a head; even.</param>
    /// <param name="memory">Of <see cref="MemoryBytes"/>, aligned to 64 bytes.</param>
    public AttentionHead(DotKernels kernels, int positions, int width, nint memory)
    {
        (_kernels, _positions, _width) = (kernels, positions, width);
        (_padded, _steps, _valuePanels) = (Padded(positions), width / 2, Padded(width) / Width);
        _scores = (float*)memory;
        _tile = _scores + Rows * _padded;
        _keys = (ushort*)(_tile + Rows * Width);
        _values = _keys + (long)_padded * width;
        _weights = _values + (long)_padded * _valuePanels * Width;
        _queries = _weights + Rows * _padded;
    }

    /// <summary>The same memory for fewer positions.</summary>
    public readonly AttentionHead Of(int positions) => new(_kernels, positions, _width, (nint)_scores);

    public static long MemoryBytes(int positions, int width)
    {
        var padded = (long)Padded(positions);
        return sizeof(float) * Rows * (padded + Width) + sizeof(ushort) * (padded * (width + Padded(width)) + Rows * padded + Rows * Padded(width));
    }

    /// <param name="keys">The first position's; <paramref name="stride"/> numbers to the next one's.</param>
    public readonly void Read(float* keys, float* values, long stride)
    {
        PackKeys(keys, stride);
        PackValues(values, stride);
    }

    /// <summary>What some queries find.</summary>
    /// <param name="queries">The first of all; <paramref name="stride"/> numbers to the next one's.</param>
    /// <param name="visible">How many positions the first of all sees; each query sees one more than the one before it, to the last.</param>
    /// <param name="output">The first query's; <paramref name="outputStride"/> numbers to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Attend(float* queries, long stride, int first, int end, int visible, float* output, long outputStride)
    {
        var sums = stackalloc float[Rows];
        for (var query = first; query < end; query += Rows)
        {
            var count = Math.Min(Rows, end - query);
            PackQueries(queries + query * stride, stride, count);
            for (var next = query + count; next < Math.Min(end, query + count + Rows); next++)
                Prefetch(queries + next * stride, _width);
            var seen = Padded(Math.Min(_positions, visible + query + count - 1));
            for (var panel = 0; panel < seen / Width; panel++)
                _kernels.Multiply(_queries, _width * sizeof(ushort), count, _keys + (long)panel * _width * Width, _steps, _scores + panel * Rows * Width);
            for (var row = 0; row < count; row++)
                sums[row] = Soften(row, Math.Min(_positions, visible + query + row), seen);
            for (var panel = 0; panel < _valuePanels; panel++)
            {
                _kernels.Multiply(_weights, _padded * sizeof(ushort), count, _values + (long)panel * _padded * Width, seen / 2, _tile);
                for (var row = 0; row < count; row++)
                    Store(_tile + row * Width, 1 / sums[row], output + (query + row) * outputStride + panel * Width, _width - panel * Width);
            }
        }
    }

    private static int Padded(int count) => (count + Width - 1) / Width * Width;

    /// <summary>Scaled, so that scores are powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackQueries(float* queries, long stride, int count)
    {
        var factor = VectorFunctions.PowersOfTwo / MathF.Sqrt(_width);
        for (var row = 0; row < count; row++)
            for (var i = 0; i < _width; i += Lanes)
                Pack(Some(queries + row * stride + i, _width - i) * factor, _queries + row * _width + i, _width - i);
    }

    /// <summary>[panels, steps, 32 positions, 2]; 0 beyond the last position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackKeys(float* keys, long stride)
    {
        new Span<ushort>(_keys, _padded * _width).Clear();
        var row = stackalloc ushort[Padded(_width)];
        for (var position = 0; position < _positions; position++, keys += stride)
        {
            Prefetch(keys + Ahead * stride, _width);
            for (var i = 0; i < _width; i += Lanes)
                BrainFloats.Round(Some(keys + i, _width - i)).Store(row + i);
            var target = (uint*)_keys + (long)(position / Width) * _steps * Width + position % Width;
            for (var step = 0; step < _steps; step++)
                target[step * Width] = ((uint*)row)[step];
        }
    }

    /// <summary>[panels of 32 numbers, pairs of positions, 32, 2]; 0 beyond the last position and number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackValues(float* values, long stride)
    {
        new Span<ushort>(_values, _padded * _valuePanels * Width).Clear();
        for (var position = 0; position < _positions; position += 2, values += 2 * stride)
        {
            Prefetch(values + Ahead * stride, _width);
            Prefetch(values + (Ahead + 1) * stride, _width);
            for (var i = 0; i < _width; i += Lanes)
            {
                var second = position + 1 < _positions ? Some(values + stride + i, _width - i) : default;
                var target = (uint*)_values + ((long)(i / Width) * _padded / 2 + position / 2) * Width + i % Width;
                BrainFloats.Pairs(Some(values + i, _width - i), second).Store(target);
            }
        }
    }

    /// <summary>Has some numbers brought near: those of one position lie pages away from those of the next, where the processor foresees nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* numbers, int count)
    {
        for (var i = 0; i < count; i += Lanes)
            Sse.Prefetch0(numbers + i);
    }

    /// <summary>Sixteen numbers, or as many as there are and zeros.</summary>
    private static Vector512<float> Some(float* values, int count)
    {
        if (count >= Lanes)
            return Vector512.Load(values);
        var some = Vector512<float>.Zero;
        for (var i = 0; i < count; i++)
            some = some.WithElement(i, values[i]);
        return some;
    }

    private static void Pack(Vector512<float> values, ushort* target, int count)
    {
        var packed = BrainFloats.Round(values);
        if (count >= Lanes)
        {
            packed.Store(target);
            return;
        }

        for (var i = 0; i < count; i++)
            target[i] = packed[i];
    }

    /// <summary>Turns a row of scores into weights, which are still to be divided by what this returns.</summary>
    /// <param name="visible">Positions that count.</param>
    /// <param name="end">Of the positions that have scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly float Soften(int row, int visible, int end)
    {
        var scores = _scores + row * Width;
        for (var position = visible; position < end; position++)
            scores[position / Width * Rows * Width + position % Width] = float.NegativeInfinity;
        var largest = Vector512.Create(float.NegativeInfinity);
        for (var panel = 0; panel < end / Width; panel++)
        {
            var at = scores + panel * Rows * Width;
            largest = Vector512.Max(largest, Vector512.Max(Vector512.Load(at), Vector512.Load(at + Lanes)));
        }

        var shift = Vector512.Create(VectorFunctions.Most(largest));
        var sum = Vector512<float>.Zero;
        var weights = _weights + row * _padded;
        for (var panel = 0; panel < end / Width; panel++)
        {
            var at = scores + panel * Rows * Width;
            var left = VectorFunctions.RoughPowerOfTwo(Vector512.Load(at) - shift);
            var right = VectorFunctions.RoughPowerOfTwo(Vector512.Load(at + Lanes) - shift);
            sum += left + right;
            BrainFloats.Round(left).Store(weights + panel * Width);
            BrainFloats.Round(right).Store(weights + panel * Width + Lanes);
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store(float* values, float factor, float* output, int count)
    {
        for (var lane = 0; lane < Math.Min(Width, count); lane += Lanes)
        {
            var value = Vector512.Load(values + lane) * factor;
            if (count - lane >= Lanes)
            {
                value.Store(output + lane);
                continue;
            }

            for (var i = 0; i < count - lane; i++)
                output[lane + i] = value[i];
        }
    }
}

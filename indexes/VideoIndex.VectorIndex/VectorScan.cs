using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.VectorIndex;

/// <summary>The exact scan: one whole-number product of a query with each row.</summary>
internal static unsafe class VectorScan
{
    /// <summary>Rows that one thread takes at a time: about a millisecond of work.</summary>
    private const int PieceRows = 16_384;

    /// <summary>Rows that all queries are compared with before the next are read: a quarter of a megabyte, which stays in a core's own cache.</summary>
    private const int SharedRows = 1_024;

    /// <summary>Memory is the limit, not arithmetic: more threads than this only wait for it, and leave none to indexing.</summary>
    private const int MostThreads = 4;

    private static readonly ParallelOptions Threads = new() { MaxDegreeOfParallelism = Math.Min(MostThreads, Environment.ProcessorCount) };

    /// <summary>The scores of each query, in their order.</summary>
    public static IReadOnlyList<VectorScores> Run(IReadOnlyList<LiveSegment> segments, MediaLengths lengths, IReadOnlyList<QuantisedVector> queries)
    {
        var scores = queries.Select(_ => segments.Select(segment => ArrayPool<float>.Shared.Rent(segment.Segment.Rows)).ToArray()).ToList();
        var padded = queries.Select(query => segments.Count == 0 ? [] : Padded(query.Steps, segments[0].Segment.Layout.Stride)).ToList();
        var pieces = segments.SelectMany((segment, i) => Enumerable.Range(0, (segment.Segment.Rows + PieceRows - 1) / PieceRows).Select(piece => (i, piece))).ToList();
        if (pieces.Count <= 1)
            pieces.ForEach(Scan);
        else
            Parallel.ForEach(pieces, Threads, Scan);
        return [.. scores.Select(ofQuery => new VectorScores(segments, lengths, ofQuery))];

        void Scan((int Segment, int Piece) at)
        {
            var end = Math.Min((at.Piece + 1) * PieceRows, segments[at.Segment].Segment.Rows);
            for (var from = at.Piece * PieceRows; from < end; from += SharedRows)
            {
                var rows = Math.Min(SharedRows, end - from);
                for (var query = 0; query < queries.Count; query++)
                    ScanRows(segments[at.Segment], padded[query], queries[query].Scale, from, scores[query][at.Segment].AsSpan(from, rows));
            }
        }
    }

    /// <summary>The cosine of two rows of equally many dimensions.</summary>
    public static double Cosine(Segment a, int rowOfA, Segment b, int rowOfB) =>
        Dot(a.Pointer(rowOfA), b.Pointer(rowOfB), a.Layout.Stride) * (double)a.Scales[rowOfA] * b.Scales[rowOfB];

    /// <summary>As long as a stored row.</summary>
    private static sbyte[] Padded(sbyte[] steps, int length) => [.. steps, .. new sbyte[length - steps.Length]];

    /// <param name="query">As long as a row.</param>
    private static void ScanRows(LiveSegment live, sbyte[] query, float scale, int from, Span<float> scores)
    {
        var segment = live.Segment;
        var scales = segment.Scales.Slice(from, scores.Length);
        fixed (sbyte* steps = query)
        {
            for (var row = 0; row < scores.Length; row++)
                scores[row] = Dot(segment.Pointer(from + row), steps, query.Length) * scales[row] * scale;
        }

        for (var row = 0; row < scores.Length && live.DeletedRows > 0; row++)
        {
            if (live.IsDeleted(from + row))
                scores[row] = VectorScores.Deleted;
        }
    }

    /// <param name="length">A multiple of 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Dot(sbyte* row, sbyte* query, int length) => Avx2.IsSupported ? DotAvx2(row, query, length) : DotPortable(row, query, length);

    // The instruction wants one factor without sign: the query's sign is moved to the row. Two products of at most 127 * 127 fit in 16 bits.
    private static int DotAvx2(sbyte* row, sbyte* query, int length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var one = Vector256.Create((short)1);
        for (var i = 0; i < length; i += 64)
        {
            var (q0, q1) = (Vector256.Load(query + i), Vector256.Load(query + i + 32));
            var pairs0 = Avx2.MultiplyAddAdjacent(Avx2.Abs(q0), Avx2.Sign(Vector256.Load(row + i), q0));
            var pairs1 = Avx2.MultiplyAddAdjacent(Avx2.Abs(q1), Avx2.Sign(Vector256.Load(row + i + 32), q1));
            even += Avx2.MultiplyAddAdjacent(pairs0, one);
            odd += Avx2.MultiplyAddAdjacent(pairs1, one);
        }

        return Vector256.Sum(even + odd);
    }

    internal static int DotPortable(sbyte* row, sbyte* query, int length)
    {
        var sum = Vector128<int>.Zero;
        for (var i = 0; i < length; i += Vector128<sbyte>.Count)
        {
            var (rowLow, rowHigh) = Vector128.Widen(Vector128.Load(row + i));
            var (queryLow, queryHigh) = Vector128.Widen(Vector128.Load(query + i));
            var (low, high) = Vector128.Widen(rowLow * queryLow + rowHigh * queryHigh);
            sum += low + high;
        }

        return Vector128.Sum(sum);
    }
}

namespace VideoIndex.VectorIndex;

/// <summary>A few documents as one direction, to be compared with others. For one search; its reader stays open.</summary>
/// <remarks>The best hits of a query say together what many of them say: who is only like all of them has nothing of its own to show.</remarks>
public sealed class Company
{
    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly HashSet<DocumentPlace> _members;
    private readonly sbyte[] _sum;
    private readonly float _scale;
    private readonly double _squared;

    internal Company(IReadOnlyList<LiveSegment> segments, IReadOnlyCollection<DocumentPlace> members)
    {
        (_segments, _members) = (segments, [.. members]);
        var sum = Sum();
        _squared = sum.Sum(value => (double)value * value);
        (_sum, _scale) = QuantisedVector.From(sum);
    }

    /// <summary>The cosine of a document with the mean of the company without itself; 0 when there is nobody else.</summary>
    public double CosineOf(DocumentPlace place)
    {
        var dot = Dot(place);
        if (!_members.Contains(place))
            return _squared > 0 ? dot / Math.Sqrt(_squared) : 0;
        // Without a vector x of length 1 the sum s is s - x: its product with x is s.x - 1, its length's square s.s - 2 s.x + 1.
        var others = _squared - (2 * dot) + 1;
        return _members.Count > 1 && others > 0 ? (dot - 1) / Math.Sqrt(others) : 0;
    }

    private unsafe double Dot(DocumentPlace place)
    {
        var segment = _segments[place.Segment].Segment;
        fixed (sbyte* sum = _sum)
            return VectorScan.Dot(segment.Pointer(place.Row), sum, _sum.Length) * (double)segment.Scales[place.Row] * _scale;
    }

    /// <summary>As long as a row with its padding.</summary>
    private float[] Sum()
    {
        var sum = new float[_segments.Count == 0 ? 0 : _segments[0].Segment.Layout.Stride];
        foreach (var (at, row) in _members)
        {
            var segment = _segments[at].Segment;
            var steps = segment.Steps(row);
            for (var i = 0; i < steps.Length; i++)
                sum[i] += steps[i] * segment.Scales[row];
        }

        return sum;
    }
}

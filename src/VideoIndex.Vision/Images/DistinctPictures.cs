namespace VideoIndex.Vision;

/// <summary>Pictures without those that are there already, level by level: a slide that stays on for minutes is looked at once.</summary>
/// <param name="Pictures">In the order of their first places.</param>
/// <param name="PlaceOf">For each picture that was given, its place among these.</param>
internal sealed record DistinctPictures(IReadOnlyList<ReadOnlyMemory<byte>> Pictures, IReadOnlyList<int> PlaceOf)
{
    public static DistinctPictures Of(IReadOnlyList<ReadOnlyMemory<byte>> pictures)
    {
        var distinct = new List<ReadOnlyMemory<byte>>();
        // Pictures that are equal have equal hashes; those that are not are told apart by a look at all of them.
        var byHash = new Dictionary<int, List<int>>();
        var places = new int[pictures.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var hash = new HashCode();
            hash.AddBytes(pictures[i].Span);
            if (!byHash.TryGetValue(hash.ToHashCode(), out var alike))
                byHash[hash.ToHashCode()] = alike = [];
            var known = alike.FindIndex(place => distinct[place].Span.SequenceEqual(pictures[i].Span));
            if (known < 0)
            {
                known = alike.Count;
                alike.Add(distinct.Count);
                distinct.Add(pictures[i]);
            }

            places[i] = alike[known];
        }

        return new DistinctPictures(distinct, places);
    }
}

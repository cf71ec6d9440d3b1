using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>Pictures without those that are there already, number by number: a slide that stays on for minutes is looked at once.</summary>
/// <param name="Pictures">In the order of their first places.</param>
/// <param name="PlaceOf">For each picture that was given, its place among these.</param>
internal sealed record DistinctPictures(IReadOnlyList<ReadOnlyMemory<float>> Pictures, IReadOnlyList<int> PlaceOf)
{
    public static DistinctPictures Of(IReadOnlyList<ReadOnlyMemory<float>> pictures)
    {
        var distinct = new List<ReadOnlyMemory<float>>();
        // Pictures that are equal have equal sums; those that are not are told apart by a look at all of them.
        var bySum = new Dictionary<float, List<int>>();
        var places = new int[pictures.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var sum = TensorPrimitives.Sum(pictures[i].Span);
            if (!bySum.TryGetValue(sum, out var alike))
                bySum[sum] = alike = [];
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

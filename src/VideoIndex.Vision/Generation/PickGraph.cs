namespace VideoIndex.Vision;

/// <summary>Picks the likeliest token of each row where the logits lie: B rows of some 50,000 of them need not leave a card, B numbers do.</summary>
internal static class PickGraph
{
    /// <summary>Names of what goes in and out.</summary>
    public const string
        Logits = "logits",     // float [B, vocabulary]
        Bans = "bans",         // float [vocabulary]: 0, or minus infinity for a token that may not be written
        Picked = "picked",     // int64 [B]
        Trouble = "trouble";   // float [B]: 0 where all logits of the row are finite, else not a number

    public static OnnxGraph Build(int vocabulary)
    {
        var graph = new OnnxGraph("pick");
        graph.Input(Logits, OnnxType.Float, "B", vocabulary);
        graph.Input(Bans, OnnxType.Float, vocabulary);
        var allowed = graph.Add(OnnxGraph.Standard, "Add", [Logits, Bans]);
        graph.Add(OnnxGraph.Standard, "ArgMax", [allowed], [Picked], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("keepdims", 0));
        // x - x is 0 for what is finite, and not a number for the rest.
        var nothing = graph.Add(OnnxGraph.Standard, "Sub", [Logits, Logits]);
        graph.Add(OnnxGraph.Standard, "ReduceSum", [nothing, graph.Integers(1)], [Trouble], OnnxAttribute.Of("keepdims", 0));
        graph.Output(Picked, OnnxType.Int64, "B");
        graph.Output(Trouble, OnnxType.Float, "B");
        return graph;
    }
}

using VideoIndex.Core;

namespace VideoIndex.Benchmarks;

/// <summary>Sentences as a model writes them of ordinary footage, by a fixed seed: common words are common, rare ones rare, hardly any two are alike.</summary>
internal static class CaptionWords
{
    private const int Seed = 20_261_123;

    private static readonly string[] Who =
    [
        "a man", "a woman", "two people", "a group of people", "a young girl", "a boy", "a player in a red shirt", "a player in blue", "the goalkeeper", "a crowd of fans",
        "a cyclist", "a chef", "a child", "an old man", "a dog", "a brown dog", "a cat", "a horse", "a flock of birds", "a speaker", "a musician", "a dancer", "a nurse",
        "a farmer", "a red bus", "a yellow car", "a truck", "a sailing boat", "a train", "a surfer", "a climber", "a referee", "a waiter", "a bride and a groom", "a drone",
    ];

    private static readonly string[] Does =
    [
        "walks slowly", "runs", "celebrates a goal with raised arms", "kicks the ball into the goal", "passes the ball", "talks to the camera", "points at a chart",
        "cooks an egg in a pan", "flips a pancake", "pours coffee into a mug", "rides a bicycle", "drives along", "jumps over a fence", "plays the guitar", "sings",
        "dances", "laughs and claps", "opens a door", "reads a book", "looks out of the window", "chases a ball", "swims", "sails past", "climbs a wall", "waves a flag",
        "takes a photograph", "washes the dishes", "repairs an engine", "blows out candles on a cake", "feeds the ducks", "turns around", "falls down", "shakes hands",
    ];

    private static readonly string[] Where =
    [
        "on a football pitch", "in a kitchen", "on the street", "in a park", "at the beach", "in a crowded stadium", "in an office", "in front of a whiteboard",
        "on a stage", "in the snow", "in the rain", "on a bridge", "in a garden", "at a market", "in a gym", "in a living room", "on a mountain path", "by a lake",
        "in a train station", "at an airport", "in a workshop", "on a boat", "in a field of flowers", "under a bright sky", "at night", "near a river", "in a classroom",
    ];

    private static readonly string[] Beside =
    [
        "", "", "", ", while others watch", ", wearing a hat", ", holding a cup", ", with trees in the background", ", as the sun sets", ", with a large building behind",
        ", surrounded by confetti", ", and then sits down", ", next to a parked car", ", with a microphone", ", as the camera moves closer", ", smiling",
    ];

    /// <summary>Captions of so many media, each of so many windows of 10 s.</summary>
    public static IEnumerable<IReadOnlyList<Caption>> Media(int media, int windows)
    {
        var random = new Random(Seed);
        for (var each = 0; each < media; each++)
            yield return [.. Enumerable.Range(0, windows).Select(window => Caption(window, Sentence(random)))];
    }

    /// <summary>Questions as people type them: one to three words that stand in some of the sentences.</summary>
    public static IReadOnlyList<string> Queries { get; } =
    [
        "goal celebration", "dog", "\"red bus\"", "bride dancing", "chef flips pancake", "referee", "people at night", "guitar on a stage", "snow", "surfer at the beach",
        "woman reading a book", "\"plays the guitar\"", "old man feeding ducks", "train station", "cyclist rain", "drone over a lake", "birthday cake candles", "engine repair",
        "who is talking to the camera in an office", "child with a hat laughing", "sailing boat sunset", "crowd waves flags in the stadium", "cat", "climber on a mountain path",
    ];

    /// <summary>A caption of the window of 10 s with this number.</summary>
    public static Caption Caption(int window, string text)
    {
        var length = TimeSpan.FromSeconds(10);
        var span = new TimeRange(window * length, (window + 1) * length);
        return new Caption(span, text, [span.Start + length / 6, span.Start + length / 2, span.End - length / 6], "cpu");
    }

    private static string Sentence(Random random)
    {
        var text = $"{Pick(Who, random)} {Pick(Does, random)} {Pick(Where, random)}{Pick(Beside, random)}.";
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>The first words several times as often as the last.</summary>
    private static string Pick(string[] words, Random random) => words[(int)(words.Length * random.NextDouble() * random.NextDouble())];
}

using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class TokenChancesTests
{
    private const int Vocabulary = 49280;

    /// <summary>The likeliest tokens of a case of the reference, with its logits; all others are less likely than the last of these.</summary>
    private static readonly (int Token, float Logit)[] s_likeliest =
    [
        (46924, 5.443221092224121f), (41708, 5.271826267242432f), (1826, 5.002187252044678f), (40477, 4.942943572998047f), (3824, 4.869874954223633f), (45112, 4.837330341339111f),
        (40197, 4.696532249450684f), (46732, 4.644760608673096f), (48973, 4.4726948738098145f), (22197, 4.4440598487854f), (25055, 4.430002212524414f), (12031, 4.429478645324707f),
        (31570, 4.390146255493164f), (7528, 4.348698616027832f), (2061, 4.347650051116943f), (44959, 4.323235511779785f), (40691, 4.302764415740967f), (15534, 4.288251876831055f),
        (3487, 4.284193992614746f), (34282, 4.270808696746826f), (7694, 4.253280162811279f), (15180, 4.223133563995361f), (22457, 4.218188285827637f), (19314, 4.21588134765625f),
        (45348, 4.214576721191406f), (34278, 4.202780246734619f), (24729, 4.2018208503723145f), (9951, 4.196099758148193f), (26818, 4.173686504364014f), (40765, 4.165717124938965f),
        (44257, 4.160245895385742f), (47603, 4.139106273651123f), (40582, 4.137378215789795f), (41727, 4.11671257019043f), (30061, 4.108208179473877f), (40042, 4.101452827453613f),
        (15859, 4.084541320800781f), (36303, 4.081482887268066f), (49201, 4.064950942993164f), (26567, 4.061317443847656f), (35356, 4.061138153076172f), (40690, 3.9953043460845947f),
        (38549, 3.9912829399108887f), (10711, 3.983617067337036f), (15720, 3.976776123046875f), (21728, 3.9679245948791504f), (30823, 3.9615275859832764f), (41647, 3.953887701034546f),
        (8322, 3.9515535831451416f), (42600, 3.950471878051758f), (34059, 3.9502878189086914f), (4827, 3.94089412689209f), (5237, 3.937403917312622f), (44194, 3.936866283416748f),
        (1676, 3.9352400302886963f), (25544, 3.930274486541748f),
    ];

    [Fact]
    public void Of_KeepsTheReferencesTokensAndProbabilities_ForTopKThenTopP()
    {
        var chances = TokenChances.Of(Logits(), new GenerationOptions { Temperature = 0.7, TopP = 0.9, TopK = 50 });

        Assert.Equal(41, chances.Count);
        int[] first = [46924, 41708, 1826, 40477, 3824, 45112, 40197, 46732, 48973, 22197];
        Assert.Equal(first, chances.Tokens[..10].ToArray());
        double[] expected = [0.09776376, 0.07653164, 0.05206566, 0.04784047, 0.04309851, 0.04114061, 0.03364471, 0.03124616, 0.02443674, 0.02345728];
        Assert.All(expected.Zip(chances.Probabilities()), p => Assert.Equal(p.First, p.Second, 1e-6));
        Assert.Equal(1, chances.Probabilities().Sum(), 1e-12);
    }

    [Fact]
    public void Of_KeepsTheReferencesTokensAndProbabilities_ForTopK()
    {
        var chances = TokenChances.Of(Logits(), new GenerationOptions { Temperature = 1, TopK = 5 });
        Assert.Equal([46924, 41708, 1826, 40477, 3824], chances.Tokens.ToArray());
        double[] expected = [0.27353357, 0.23044899, 0.17598355, 0.16586046, 0.15417344];
        Assert.All(expected.Zip(chances.Probabilities()), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void Of_KeepsTheTokenThatReachesTheShare_ForTopP()
    {
        float[] logits = [Log(0.2), Log(0.5), Log(0.1), Log(0.2)];
        Assert.Equal([1, 0, 3], TokenChances.Of(logits, Drawing with { TopP = 0.8 }).Tokens.ToArray());
        Assert.Equal([1, 0], TokenChances.Of(logits, Drawing with { TopP = 0.6 }).Tokens.ToArray());
        Assert.Equal([1], TokenChances.Of(logits, Drawing with { TopP = 0.01 }).Tokens.ToArray());
    }

    [Fact]
    public void Of_KeepsTokensAtLeastSoLikelyAsAShareOfTheBest_ForMinP()
    {
        float[] logits = [Log(0.2), Log(0.5), Log(0.05), Log(0.25)];
        Assert.Equal([1, 3, 0], TokenChances.Of(logits, Drawing with { MinP = 0.3 }).Tokens.ToArray());
        Assert.Equal([1, 3], TokenChances.Of(logits, Drawing with { MinP = 0.45 }).Tokens.ToArray());
        Assert.Equal([1], TokenChances.Of(logits, Drawing with { MinP = 1 }).Tokens.ToArray());
    }

    [Fact]
    public void Of_KeepsTokensAsLikelyAsTheLastOne_ForTopK() =>
        Assert.Equal([2, 0, 1], TokenChances.Of([1, 1, 2, 0], Drawing with { TopK = 2 }).Tokens.ToArray());

    [Fact]
    public void Of_LeavesBannedTokensOut() =>
        Assert.Equal([2, 0], TokenChances.Of([1, float.NegativeInfinity, 2, float.NegativeInfinity], Drawing).Tokens.ToArray());

    [Fact]
    public void Draw_ChoosesByProbability()
    {
        float[] logits = [Log(0.2), Log(0.5), Log(0.3)];
        var chances = TokenChances.Of(logits, Drawing);
        Assert.Equal(1, chances.Draw(0));
        Assert.Equal(1, chances.Draw(0.499));
        Assert.Equal(2, chances.Draw(0.501));
        Assert.Equal(2, chances.Draw(0.799));
        Assert.Equal(0, chances.Draw(0.801));
        Assert.Equal(0, chances.Draw(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1) - 1)));
    }

    [Fact]
    public void Draw_FollowsTheProbabilities_OverManyDraws()
    {
        float[] logits = [Log(0.2), Log(0.5), Log(0.3)];
        var chances = TokenChances.Of(logits, Drawing);
        var chance = new SeededChance(7);
        var counts = new int[3];
        for (var i = 0; i < 20000; i++)
            counts[chances.Draw(chance.Next())]++;
        // Five standard deviations of the rarest are 0.014.
        Assert.Equal(0.2, counts[0] / 20000.0, 0.015);
        Assert.Equal(0.5, counts[1] / 20000.0, 0.02);
        Assert.Equal(0.3, counts[2] / 20000.0, 0.02);
    }

    [Fact]
    public void SeededChance_GivesItsPublishedNumbers()
    {
        // First outputs of SplitMix64 with seed 1234567, as its author's own program prints them.
        var chance = new SeededChance(1234567);
        Assert.Equal((6457827717110365317UL >> 11) * Math.Pow(2, -53), chance.Next());
        Assert.Equal((3203168211198807973UL >> 11) * Math.Pow(2, -53), chance.Next());
    }

    private static GenerationOptions Drawing => new() { Temperature = 1 };

    private static float[] Logits()
    {
        var logits = new float[Vocabulary];
        Array.Fill(logits, s_likeliest[^1].Logit - 0.01f);
        foreach (var (token, logit) in s_likeliest)
            logits[token] = logit;
        return logits;
    }

    private static float Log(double probability) => (float)Math.Log(probability);
}

namespace VideoIndex.Tests.Support;

/// <summary>What a published model's sizes and files are.</summary>
/// <param name="Name">As <c>model pull</c> takes it.</param>
/// <param name="Published">Its name on the hub.</param>
/// <param name="DataType">Of the file written here: published are all in F32, the large one is halved to spare the disk.</param>
/// <param name="Shards">Files that the weights are spread over.</param>
/// <param name="Weights">How many there are, as the size of the published file says.</param>
internal sealed record PublishedSizes(string Name, string Published, string DataType, int Shards, long Weights)
{
    public const int Vocabulary = 49280, HeadWidth = 64;

    public required (int Side, int Patch, int Layers, int Width, int Mlp, int Scale) Vision { get; init; }

    public required (int Layers, int Width, int KeyValueHeads, int Mlp, int Theta) Text { get; init; }

    public long Patches => (long)(Vision.Side / Vision.Patch) * (Vision.Side / Vision.Patch);

    public int TokensPerPicture => (int)Patches / (Vision.Scale * Vision.Scale);

    public static PublishedSizes Of256M { get; } = new("256m", "SmolVLM2-256M-Video-Instruct", "F32", 1, 256_484_928)
    {
        Vision = (512, 16, 12, 768, 3072, 4),
        Text = (30, 576, 3, 1536, 100_000),
    };

    public static PublishedSizes Of500M { get; } = new("500m", "SmolVLM2-500M-Video-Instruct", "F32", 1, 507_482_304)
    {
        Vision = (512, 16, 12, 768, 3072, 4),
        Text = (32, 960, 5, 2560, 100_000),
    };

    public static PublishedSizes Of2200M { get; } = new("2.2b", "SmolVLM2-2.2B-Instruct", "BF16", 2, 2_246_784_880)
    {
        Vision = (384, 14, 27, 1152, 4304, 3),
        Text = (24, 2048, 32, 8192, 130_000),
    };

    public static IReadOnlyList<PublishedSizes> All { get; } = [Of256M, Of500M, Of2200M];
}

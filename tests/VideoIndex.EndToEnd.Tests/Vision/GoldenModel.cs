using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>A checkpoint with the reference's cases and arrays for it, loaded.</summary>
internal sealed class GoldenModel : IDisposable
{
    /// <summary>Whatever differs by more than this is a mistake and not rounding: the reference computes in the same precision.</summary>
    public const float FeatureTolerance = 1e-3f, LogitTolerance = 5e-3f;

    private readonly SafetensorsFile _arrays;
    private readonly IReadOnlyList<string> _pictureFolders;

    private GoldenModel(string folder, IReadOnlyList<string> pictureFolders)
    {
        _pictureFolders = pictureFolders;
        var golden = Path.Combine(folder, "golden");
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, "cases.json")));
        Cases = cases.RootElement.GetProperty("cases").Deserialize<List<GoldenCase>>()!;
        Sampling = cases.RootElement.TryGetProperty("sampling", out var sampling) ? sampling.Deserialize<List<GoldenSampling>>()! : [];
        _arrays = SafetensorsFile.Open(Path.Combine(golden, "arrays.safetensors"));
        Model = SmolVlm.Load(folder, new VisionOptions { Device = "cpu" });
    }

    public IReadOnlyList<GoldenCase> Cases { get; }

    /// <summary>Empty for the sample model.</summary>
    public IReadOnlyList<GoldenSampling> Sampling { get; }

    public SmolVlm Model { get; }

    public ImagePreparer Images => Model.Images;

    /// <summary>The sample model, whose pictures lie beside its cases.</summary>
    public static GoldenModel Sample() => new(TestFolders.SampleModel, [Path.Combine(TestFolders.SampleModel, "golden")]);

    /// <summary>A tiny checkpoint in the form of a published one; skips where the test material is not at hand.</summary>
    public static GoldenModel Layout(string name) => new(
        TestFolders.Shared("reference", "smolvlm", "layouts", name), [TestFolders.Shared("reference", "smolvlm", "golden-lanczos")]);

    public float[] Array(string name)
    {
        var entry = _arrays.Entries[name];
        var values = new float[entry.Bytes / sizeof(float)];
        using var view = _arrays.Map(entry);
        FloatConversion.ToSingle(entry.DataType, view.Bytes(0, (int)entry.Bytes), values);
        return values;
    }

    /// <summary>The pictures of a case as the model sees them.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Pictures(GoldenCase golden) =>
        [.. golden.Pictures.SelectMany(name => Prepare(Read(name), golden.Preparation))];

    public VideoFrame Read(string picture) => PngFile.Read(_pictureFolders.Select(f => Path.Combine(f, picture)).First(File.Exists));

    private IEnumerable<ReadOnlyMemory<float>> Prepare(VideoFrame picture, string preparation)
    {
        var isSplit = preparation.StartsWith("split", StringComparison.Ordinal);
        var pixels = new float[(isSplit ? Images.GridOf(picture.Width, picture.Height).Pictures : 1) * Images.PictureLength];
        if (isSplit)
            Images.PrepareImage(picture, pixels);
        else
            Images.PrepareFrame(picture, pixels);
        return pixels.Chunk(Images.PictureLength).Select(p => (ReadOnlyMemory<float>)p);
    }

    public void Dispose()
    {
        Model.Dispose();
        _arrays.Dispose();
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoIndex.Tests.Support;

/// <summary>The sample model under another tokenizer: every token has another id, in no order, and some rows of the vocabulary are no token.</summary>
/// <remarks>It must think, and write, exactly what the sample model does: whatever goes by an id that stands in code goes wrong here.</remarks>
internal sealed class RenumberedSample : IDisposable
{
    /// <summary>Rows that no token has: in between and, as where a size was rounded up, at the end.</summary>
    private const int Nameless = 157, AtTheEnd = 20;

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly int[] _idOf;

    public RenumberedSample(int seed)
    {
        var tokens = (int)JsonNode.Parse(File.ReadAllBytes(System.IO.Path.Combine(TestFolders.SampleModel, "config.json")))!["text_config"]!["vocab_size"]!;
        Vocabulary = tokens + Nameless;
        var places = Enumerable.Range(0, Vocabulary - AtTheEnd).ToArray();
        new Random(seed).Shuffle(places);
        _idOf = places[..tokens];
        foreach (var file in Directory.GetFiles(TestFolders.SampleModel, "*.json"))
            File.Copy(file, _folder[System.IO.Path.GetFileName(file)]);
        Change("config.json", Renumber);
        Change("generation_config.json", config => config["eos_token_id"] = NewId(config["eos_token_id"]!));
        Change("tokenizer.json", RenumberTokens);
        WriteWeights();
    }

    public string Path => _folder.Path;

    public int Vocabulary { get; }

    /// <summary>What the sample model calls these tokens, as this one calls them.</summary>
    public IEnumerable<int> NewIds(IEnumerable<int> ids) => ids.Select(id => _idOf[id]);

    public void Change(string file, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(File.ReadAllBytes(_folder[file]))!.AsObject();
        change(root);
        File.WriteAllText(_folder[file], root.ToJsonString());
    }

    public void Delete(string file) => File.Delete(_folder[file]);

    public void Dispose() => _folder.Dispose();

    private void Renumber(JsonObject config)
    {
        config["image_token_id"] = NewId(config["image_token_id"]!);
        config["text_config"]!["vocab_size"] = Vocabulary;
    }

    private void RenumberTokens(JsonObject tokenizer)
    {
        foreach (var token in tokenizer["added_tokens"]!.AsArray())
            token!["id"] = NewId(token["id"]!);
        var vocabulary = tokenizer["model"]!["vocab"]!.AsObject();
        foreach (var (word, id) in vocabulary.ToList())
            vocabulary[word] = NewId(id!);
    }

    private int NewId(JsonNode id) => _idOf[(int)id];

    private void WriteWeights()
    {
        var file = File.ReadAllBytes(System.IO.Path.Combine(TestFolders.SampleModel, "model.safetensors"));
        var start = 8 + (int)BitConverter.ToInt64(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, start - 8));
        var tensors = header.RootElement.EnumerateObject().Where(t => t.Name != "__metadata__").Select(t => ReadTensor(t, file, start));
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.Of([.. tensors]));
    }

    private (string Name, string DataType, long[] Shape, byte[] Data) ReadTensor(JsonProperty tensor, byte[] file, int start)
    {
        long[] shape = tensor.Value.GetProperty("shape").Deserialize<long[]>()!, span = tensor.Value.GetProperty("data_offsets").Deserialize<long[]>()!;
        var data = file[(start + (int)span[0])..(start + (int)span[1])];
        var type = tensor.Value.GetProperty("dtype").GetString()!;
        return tensor.Name.EndsWith("embed_tokens.weight", StringComparison.Ordinal) || tensor.Name == "lm_head.weight"
            ? (tensor.Name, type, [Vocabulary, shape[1]], MoveRows(data, type, shape[1]))
            : (tensor.Name, type, shape, data);
    }

    /// <summary>A row without a token is as likely as a token can be: a model that was trained never makes it so, but nothing forbids it.</summary>
    private byte[] MoveRows(byte[] rows, string type, long width)
    {
        Assert.Equal("F16", type);
        var bytes = (int)width * sizeof(ushort);
        var moved = new byte[Vocabulary * bytes];
        for (var id = 0; id < _idOf.Length; id++)
            rows.AsSpan(id * bytes, bytes).CopyTo(moved.AsSpan(_idOf[id] * bytes));
        foreach (var id in Enumerable.Range(0, Vocabulary).Except(_idOf))
            MemoryMarshal.Cast<byte, Half>(moved.AsSpan(id * bytes, bytes)).Fill((Half)(id % 2 == 0 ? 3 : -3));
        return moved;
    }
}

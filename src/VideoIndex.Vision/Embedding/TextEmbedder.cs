using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>
/// A BERT-type sentence embedder from an ONNX file: inputs <c>input_ids</c>, <c>attention_mask</c> and, where the graph has it,
/// <c>token_type_ids</c>; the mean of the last hidden state over the tokens, scaled to length 1. For one thread at a time, but for single words.
/// </summary>
public sealed class TextEmbedder : ITextEmbedder
{
    /// <summary>
    /// Texts of one run, all of the same number of tokens: padding would be work for nothing, and in an int8 graph it would change the
    /// other texts' numbers, for a tensor is quantised by its largest value.
    /// </summary>
    private const int MostInBatch = 16;

    private readonly InferenceSession _session;
    private readonly WordPieces _pieces;
    private readonly WordTable _words;
    private readonly bool _hasTypes;
    private readonly string _output;

    private TextEmbedder(InferenceSession session, WordPieces pieces, WordTable words, string identity)
    {
        (_session, _pieces, _words, Identity) = (session, pieces, words, identity);
        _hasTypes = session.InputMetadata.ContainsKey("token_type_ids");
        var output = session.OutputMetadata.First(output => output.Value.Dimensions.Length == 3);
        _output = output.Key;
        Dimensions = EmbedBatch([0L, 0L], 1)[0].Length;
    }

    public string Identity { get; }

    public int Dimensions { get; }

    /// <summary>Loads the embedder of a folder: an ONNX file, <c>vocab.txt</c>, <c>config.json</c>, perhaps <c>tokenizer_config.json</c>.</summary>
    /// <param name="threads">Threads of one run; one leaves the others to the caption model.</param>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c>, <c>model_unsupported</c></exception>
    public static TextEmbedder Load(string folder, int threads)
    {
        var files = EmbedderFiles.Read(folder);
        var pieces = new WordPieces(files);
        InferenceSession? session = null;
        try
        {
            session = OpenSession(files.Graph, threads);
            Check(session, folder);
            return new TextEmbedder(session, pieces, new WordTable(pieces, PieceTable.TryRead(files.Graph, pieces.Count)), $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}@{files.Hash()}");
        }
        catch (OnnxRuntimeException e)
        {
            session?.Dispose();
            throw new VideoIndexException(ErrorCodes.ModelUnsupported,
                $"the text embedder in `{folder}` cannot be run: {e.Message.ReplaceLineEndings(" ")}", "take a BERT-type ONNX embedder", e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>The identity of the embedder in a folder, without loading it.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c></exception>
    public static string IdentityOf(string folder) =>
        $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}@{EmbedderFiles.Read(folder).Hash()}";

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        var ids = texts.Select(_pieces.Ids).ToList();
        var vectors = new float[texts.Count][];
        var sameLength = Enumerable.Range(0, texts.Count).GroupBy(i => ids[i].Length);
        foreach (var batch in sameLength.SelectMany(group => group.Chunk(MostInBatch)))
        {
            cancel.ThrowIfCancellationRequested();
            var found = EmbedBatch([.. batch.SelectMany(i => ids[i])], batch.Length);
            for (var i = 0; i < batch.Length; i++)
                vectors[batch[i]] = found[i];
        }

        return vectors;
    }

    /// <inheritdoc/>
    public float[]? WordVector(string word) => _words.VectorOf(word);

    /// <summary>The ids this embedder gives a text: for a test against recorded ones.</summary>
    internal long[] Ids(string text) => _pieces.Ids(text);

    public void Dispose() => _session.Dispose();

    private float[][] EmbedBatch(long[] ids, int count)
    {
        var shape = new long[] { count, ids.Length / count };
        var mask = new long[ids.Length];
        mask.AsSpan().Fill(1);
        using var idTensor = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskTensor = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typeTensor = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        string[] names = _hasTypes ? ["input_ids", "attention_mask", "token_type_ids"] : ["input_ids", "attention_mask"];
        OrtValue[] values = _hasTypes ? [idTensor, maskTensor, typeTensor] : [idTensor, maskTensor];
        using var run = new RunOptions();
        using var outputs = _session.Run(run, names, values, [_output]);
        return Pool(outputs[0].GetTensorDataAsSpan<float>(), count, (int)shape[1]);
    }

    /// <summary>[texts, tokens, numbers] to a mean of length 1 for each text.</summary>
    private static float[][] Pool(ReadOnlySpan<float> hidden, int count, int tokens)
    {
        var width = hidden.Length / (count * tokens);
        var vectors = new float[count][];
        for (var text = 0; text < count; text++)
        {
            var sum = vectors[text] = new float[width];
            for (var token = 0; token < tokens; token++)
                TensorPrimitives.Add(sum, hidden.Slice((text * tokens + token) * width, width), sum);
            var length = TensorPrimitives.Norm(sum);
            if (float.IsFinite(length) && length > 0)
                TensorPrimitives.Divide(sum, length, sum);
            else
                Array.Clear(sum);
        }

        return vectors;
    }

    private static InferenceSession OpenSession(byte[] graph, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // as for the caption model: never wait in a loop
        return new InferenceSession(graph, options);
    }

    private static void Check(InferenceSession session, string folder)
    {
        var unknown = session.InputMetadata.Keys.Except(["input_ids", "attention_mask", "token_type_ids"]).ToList();
        if (unknown.Count > 0 || !session.InputMetadata.ContainsKey("input_ids") || !session.InputMetadata.ContainsKey("attention_mask")
            || !session.OutputMetadata.Values.Any(output => output.Dimensions.Length == 3 && output.ElementType == typeof(float)))
            throw new VideoIndexException(ErrorCodes.ModelUnsupported,
                $"the ONNX file in `{folder}` takes {string.Join(", ", session.InputMetadata.Keys)}, expected input_ids, attention_mask, token_type_ids and an output [texts, tokens, numbers]",
                "take a BERT-type ONNX embedder");
    }
}

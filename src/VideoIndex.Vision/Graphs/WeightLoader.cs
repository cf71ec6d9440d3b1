namespace VideoIndex.Vision;

/// <summary>Copies tensors out of a checkpoint into memory that outlives it, one at a time, and names them in a graph.</summary>
internal sealed class WeightLoader(ModelWeights weights, OnnxGraph graph)
{
    private const int ShortBytes = 2;

    /// <summary>What comes into the graph as 32-bit floats, in the floats that it computes in.</summary>
    public string Shorten(string value) => Cast(value, weights.FloatType);

    /// <summary>What the graph computed, as 32-bit floats.</summary>
    public string Widen(string value) => Cast(value, OnnxType.Float);

    /// <summary>A table made here and not read, in the floats that the graph computes in; takes it over.</summary>
    public string Table(string name, NativeBuffer floats, params long[] shape) => Keep(name, floats, shape);

    /// <summary>A tensor as it is stored.</summary>
    public string Tensor(string name, params long[] shape) => Tensor(name, shape, shape);

    /// <summary>A tensor as it is stored, in 32-bit floats whatever the graph computes in.</summary>
    public string WideTensor(string name, params long[] shape)
    {
        var data = Allocate(shape);
        weights.Checkpoint.Read(name, shape).CopyTo(data, 0);
        return graph.Weight(name, data, shape);
    }

    /// <summary>A tensor as it is stored, under a shape that has ones added or taken.</summary>
    public string Tensor(string name, long[] storedShape, long[] shape)
    {
        var tensor = weights.Checkpoint.Read(name, storedShape);
        var data = Allocate(storedShape);
        tensor.CopyTo(data, 0);
        return Keep(name, data, shape);
    }

    /// <summary>Vectors one after another.</summary>
    public string Vectors(string name, IReadOnlyList<(string Name, long Length)> parts)
    {
        var length = parts.Sum(p => p.Length);
        return Keep(name, Joined(parts, length), length);
    }

    /// <summary>A normalisation of each row, in an operator of its own.</summary>
    public string Norm(string input, long width, LinearNorm norm) => norm.Bias is null
        ? graph.Add(OnnxGraph.Standard, "SimplifiedLayerNormalization", [input, Tensor(norm.Weight, width)], OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", norm.Epsilon))
        : graph.Add(OnnxGraph.Standard, "LayerNormalization", [input, Tensor(norm.Weight, width), Tensor(norm.Bias, width)], OnnxAttribute.Of("epsilon", norm.Epsilon));

    /// <summary>Weights [out, in] one below the other as one matrix, and what comes after it.</summary>
    public string Linear(LinearLayer layer)
    {
        var format = weights.FormatOf(layer.Weights[0].Name);
        return format switch
        {
            LinearFormat.Packed => Packed(layer, (int)layer.Inputs),
            LinearFormat.PackedRuns => Packed(layer, runInputs: 128),
            LinearFormat.PackedShortRuns => Packed(layer, runInputs: 32),
            _ => InOperators(layer, format),
        };
    }

    /// <summary>Whether there is <see cref="Attention"/> with heads so wide.</summary>
    public bool HasAttention(int headWidth) => weights.AttentionKernels is not null && headWidth % AttentionOperator.WidthStep == 0;

    /// <summary>Attention of all positions with all.</summary>
    /// <param name="packed">[sequences, positions, queries | keys | values]</param>
    public string Attention(string packed, int width, int heads) => graph.Add(new AttentionOperator(weights.AttentionKernels!, width, heads), packed);

    /// <summary>Attention to what is in a cache too; in and out as with ONNX Runtime's GroupQueryAttention, which computes it where it is not computed here.</summary>
    public void CachedAttention(int heads, int keyValueHeads, int width, string[] inputs, string[] outputs)
    {
        if (weights.HasCachedAttention(width))
        {
            graph.Add(new CachedAttentionOperator(weights.AttentionKernels!, heads, keyValueHeads, width), inputs, outputs);
            return;
        }

        string[] unpacked = ["", ""];
        graph.Add(OnnxGraph.Microsoft, "GroupQueryAttention", [inputs[0], .. unpacked, .. inputs[1..]], outputs,
            OnnxAttribute.Of("num_heads", heads), OnnxAttribute.Of("kv_num_heads", keyValueHeads), OnnxAttribute.Of("do_rotary", 1));
    }

    private string Packed(LinearLayer layer, int runInputs)
    {
        var norm = layer.Norm is null ? null : new RowNorm(Read(layer.Norm.Weight, layer.Inputs), layer.Norm.Bias is { } shift ? Read(shift, layer.Inputs) : null, layer.Norm.Epsilon);
        var rows = Rows(layer.Inputs, layer.Weights);
        var packed = PackedLinear.Quantize(rows, runInputs, layer.End);
        var bias = layer.Biases.Count == 0 ? null : Joined(layer.Biases, (long)packed.Panels * DotKernelWriter.PanelWidth);
        var computed = new LinearOperator(weights.ByteKernels!, packed, norm, bias, layer.End);
        return layer.Added is null ? graph.Add(computed, layer.Input) : graph.Add(computed, layer.Input, layer.Added);
    }

    private string InOperators(LinearLayer layer, LinearFormat format)
    {
        var input = layer.Norm is null ? layer.Input : Norm(layer.Input, layer.Inputs, layer.Norm);
        string Product(params IReadOnlyList<(string, long)> parts) => Matrix(input, Rows(layer.Inputs, parts), format);
        string Standard(string type, params string[] inputs) => graph.Add(OnnxGraph.Standard, type, inputs);
        var bias = layer.Biases.Count == 0 ? null : Vectors(layer.Biases[0].Name, layer.Biases);
        // QuickGelu is x * sigmoid(alpha x): with one for alpha, SiLU in a single pass.
        var ended = layer.End switch
        {
            LinearEnd.GatedSilu => Standard("Mul", graph.Add(OnnxGraph.Microsoft, "QuickGelu", [Product(layer.Weights[0])], OnnxAttribute.Of("alpha", 1f)), Product(layer.Weights[1])),
            LinearEnd.Gelu => graph.Add(OnnxGraph.Microsoft, "FastGelu", bias is null ? [Product(layer.Weights)] : [Product(layer.Weights), bias]),
            _ => bias is null ? Product(layer.Weights) : Standard("Add", Product(layer.Weights), bias),
        };
        return layer.Added is null ? ended : Standard("Add", ended, layer.Added);
    }

    private string Matrix(string input, LinearRows rows, LinearFormat format) => format switch
    {
        LinearFormat.Floats => Floats(input, rows),
        LinearFormat.EightBits => ByOutput(input, rows),
        LinearFormat.EightBitBlocks => InBlocks(input, rows, BlockBits.Eight),
        LinearFormat.EightBitShortBlocks => InBlocks(input, rows, BlockBits.EightShort),
        LinearFormat.FourBitBlocks => InBlocks(input, rows, BlockBits.Four),
        _ => throw new NotSupportedException($"no operator for {format}"),
    };

    private LinearRows Rows(long inputs, IReadOnlyList<(string, long)> parts) => new(weights, inputs, parts);

    private NativeBuffer Read(string name, long length) => Joined([(name, length)], length);

    /// <param name="length">Of the whole; what the parts leave of it is 0.</param>
    private NativeBuffer Joined(IReadOnlyList<(string Name, long Length)> parts, long length)
    {
        var data = Allocate(length);
        data.Clear();
        long start = 0;
        foreach (var part in parts)
        {
            weights.Checkpoint.Read(part.Name, part.Length).CopyTo(data, start);
            start += part.Length;
        }

        return data;
    }

    private string Floats(string input, LinearRows rows)
    {
        const int rowsAtOnce = 64;
        if (weights.FloatType != OnnxType.Float)
            return ShortFloats(input, rows, rowsAtOnce);
        var data = Allocate(rows.Outputs, rows.Inputs);
        rows.Read(rowsAtOnce, (first, floats) => floats.CopyTo(data.Span<float>((long)first * rows.Inputs, floats.Length)));
        return graph.Add(OnnxGraph.Microsoft, "FusedMatMul", [input, graph.Weight(rows.Name, data, rows.Outputs, rows.Inputs)], OnnxAttribute.Of("transB", 1));
    }

    private string ShortFloats(string input, LinearRows rows, int rowsAtOnce)
    {
        var data = new NativeBuffer((long)rows.Outputs * rows.Inputs * ShortBytes);
        rows.Read(rowsAtOnce, (first, floats) =>
            FloatConversion.Shorten(weights.FloatType, floats, data.Span<byte>((long)first * rows.Inputs * ShortBytes, floats.Length * ShortBytes)));
        var matrix = graph.Weight(rows.Name, data, weights.FloatType, rows.Outputs, rows.Inputs);
        return graph.Add(OnnxGraph.Microsoft, "FusedMatMul", [input, matrix], OnnxAttribute.Of("transB", 1));
    }

    /// <summary>Floats, in the length that the graph computes in; takes them over.</summary>
    private string Keep(string name, NativeBuffer floats, params long[] shape)
    {
        const int piece = 1 << 20;
        if (weights.FloatType == OnnxType.Float)
            return graph.Weight(name, floats, shape);
        var numbers = floats.Bytes / sizeof(float);
        var data = new NativeBuffer(numbers * ShortBytes);
        for (long start = 0; start < numbers; start += piece)
        {
            var count = (int)Math.Min(piece, numbers - start);
            FloatConversion.Shorten(weights.FloatType, floats.Span<float>(start, count), data.Span<byte>(start * ShortBytes, count * ShortBytes));
        }

        floats.Dispose();
        return graph.Weight(name, data, weights.FloatType, shape);
    }

    private string ByOutput(string input, LinearRows rows)
    {
        var (numbers, scales, zeros) = EightBits.Quantize(rows);
        return graph.Add(OnnxGraph.Microsoft, "DynamicQuantizeMatMul",
        [
            input,
            graph.Weight(rows.Name, numbers, EightBits.Type, rows.Inputs, rows.Outputs),
            graph.Weight(rows.Name + ".scales", scales, rows.Outputs),
            graph.Weight(rows.Name + ".zeros", zeros, EightBits.Type, rows.Outputs),
        ]);
    }

    private string InBlocks(string input, LinearRows rows, (int Bits, int Size) kind)
    {
        const int inputsInBlocksToo = 4;
        var blocks = BlockBits.Quantize(rows, kind);
        List<string> inputs =
        [
            input,
            graph.Weight(rows.Name, blocks.Numbers, OnnxType.UInt8, rows.Outputs, blocks.Blocks, blocks.BlockBytes),
            graph.Weight(rows.Name + ".scales", blocks.Scales, rows.Outputs, blocks.Blocks),
        ];
        if (blocks.Zeros is { } zeros)
            inputs.Add(graph.Weight(rows.Name + ".zeros", zeros, OnnxType.UInt8, rows.Outputs, blocks.ZeroBytes));
        return graph.Add(OnnxGraph.Microsoft, "MatMulNBits", [.. inputs], OnnxAttribute.Of("K", rows.Inputs), OnnxAttribute.Of("N", rows.Outputs),
            OnnxAttribute.Of("bits", kind.Bits), OnnxAttribute.Of("block_size", kind.Size), OnnxAttribute.Of("accuracy_level", inputsInBlocksToo));
    }

    private string Cast(string value, OnnxType type) =>
        weights.FloatType == OnnxType.Float ? value : graph.Add(OnnxGraph.Standard, "Cast", [value], OnnxAttribute.Of("to", (long)type));

    private static NativeBuffer Allocate(params ReadOnlySpan<long> shape)
    {
        long bytes = sizeof(float);
        foreach (var size in shape)
            bytes = checked(bytes * size);
        return new NativeBuffer(bytes);
    }
}

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
    public string Vectors(string name, params (string Name, long Length)[] parts)
    {
        var tensors = parts.Select(p => weights.Checkpoint.Read(p.Name, p.Length)).ToArray();
        var data = Allocate(parts.Sum(p => p.Length));
        long start = 0;
        foreach (var (tensor, part) in tensors.Zip(parts))
        {
            tensor.CopyTo(data, start);
            start += part.Length;
        }

        return Keep(name, data, start);
    }

    /// <summary>x W for linear layers that share their input: weights [out, in] one below the other as one matrix.</summary>
    public string Linear(string input, long inputWidth, params (string Name, long Width)[] parts)
    {
        var rows = new LinearRows(weights, inputWidth, parts);
        return weights.FormatOf(rows.Name) switch
        {
            LinearFormat.Floats => Floats(input, rows),
            LinearFormat.EightBits => ByOutput(input, rows),
            LinearFormat.EightBitBlocks => InBlocks(input, rows, BlockBits.Eight),
            LinearFormat.EightBitShortBlocks => InBlocks(input, rows, BlockBits.EightShort),
            LinearFormat.FourBitBlocks => InBlocks(input, rows, BlockBits.Four),
            var format => throw new NotSupportedException($"no operator for {format}"),
        };
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

namespace VideoIndex.Vision;

/// <summary>Copies tensors out of a checkpoint into memory that outlives it, one at a time, and names them in a graph.</summary>
internal sealed class WeightLoader(ModelWeights weights, OnnxGraph graph)
{
    /// <summary>A tensor as it is stored.</summary>
    public string Tensor(string name, params long[] shape) => Tensor(name, shape, shape);

    /// <summary>A tensor as it is stored, under a shape that has ones added or taken.</summary>
    public string Tensor(string name, long[] storedShape, long[] shape)
    {
        var tensor = weights.Checkpoint.Read(name, storedShape);
        var data = Allocate(storedShape);
        tensor.CopyTo(data, 0);
        return graph.Weight(name, data, shape);
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

        return graph.Weight(name, data, start);
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
        var data = Allocate(rows.Outputs, rows.Inputs);
        rows.Read(rowsAtOnce, (first, floats) => floats.CopyTo(data.Span<float>((long)first * rows.Inputs, floats.Length)));
        return graph.Add(OnnxGraph.Microsoft, "FusedMatMul", [input, graph.Weight(rows.Name, data, rows.Outputs, rows.Inputs)], OnnxAttribute.Of("transB", 1));
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

    private static NativeBuffer Allocate(params ReadOnlySpan<long> shape)
    {
        long bytes = sizeof(float);
        foreach (var size in shape)
            bytes = checked(bytes * size);
        return new NativeBuffer(bytes);
    }
}

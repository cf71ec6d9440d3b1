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

    /// <summary>x W for linear layers that share their input: weights [out, in] side by side as one matrix [in, sum of outs].</summary>
    public string Linear(string input, long inputWidth, params (string Name, long Width)[] parts)
    {
        var tensors = parts.Select(p => weights.Checkpoint.Read(p.Name, p.Width, inputWidth)).ToArray();
        var width = parts.Sum(p => p.Width);
        var data = Allocate(inputWidth, width);
        var column = 0;
        foreach (var (tensor, part) in tensors.Zip(parts))
        {
            tensor.CopyTransposed(data, (int)width, column);
            weights.Adapter?.AddTo(part.Name, data, (int)width, column, (int)inputWidth, (int)part.Width);
            column += (int)part.Width;
        }

        return weights.Precision == Precision.EightBit
            ? Quantized(input, parts[0].Name, data, inputWidth, width)
            : graph.Add(OnnxGraph.Standard, "MatMul", [input, graph.Weight(parts[0].Name, data, inputWidth, width)]);
    }

    private string Quantized(string input, string name, NativeBuffer floats, long inputs, long outputs)
    {
        using (floats)
        {
            var (numbers, scales, zeros) = EightBits.Quantize(floats, (int)inputs, (int)outputs);
            return graph.Add(OnnxGraph.Microsoft, "DynamicQuantizeMatMul",
            [
                input,
                graph.Weight(name, numbers, EightBits.Type, inputs, outputs),
                graph.Weight(name + ".scales", scales, outputs),
                graph.Weight(name + ".zeros", zeros, EightBits.Type, outputs),
            ]);
        }
    }

    private static NativeBuffer Allocate(params ReadOnlySpan<long> shape)
    {
        long bytes = sizeof(float);
        foreach (var size in shape)
            bytes = checked(bytes * size);
        return new NativeBuffer(bytes);
    }
}

namespace VideoIndex.Vision;

/// <summary>A tensor that was found with the right shape, ready to be copied out as floats. Valid while its checkpoint is open.</summary>
/// <param name="numberBytes">Size of one stored number: 4 for F32, 2 for F16 and BF16.</param>
internal readonly struct CheckpointTensor(SafetensorsFile file, TensorEntry entry, int numberBytes)
{
    /// <summary>Rows turned at once: a column of them is one cache line, so that every write fills a line.</summary>
    private const int RowsAtOnce = 16;

    public string DataType => entry.DataType;

    /// <summary>All bytes as they are stored.</summary>
    public void CopyBytes(NativeBuffer target)
    {
        const int piece = 1 << 24;
        using var view = file.Map(entry);
        for (long start = 0; start < entry.Bytes; start += piece)
        {
            var count = (int)Math.Min(piece, entry.Bytes - start);
            view.Bytes(start, count).CopyTo(target.Span<byte>(start, count));
        }
    }

    /// <summary>All numbers, in the order they are stored, to <paramref name="start"/> and on.</summary>
    public void CopyTo(NativeBuffer target, long start)
    {
        const int piece = 1 << 20;
        var numbers = entry.Bytes / numberBytes;
        using var view = file.Map(entry);
        for (long done = 0; done < numbers; done += piece)
            Convert(view, done, target.Span<float>(start + done, (int)Math.Min(piece, numbers - done)));
    }

    /// <summary>
    /// A matrix of [rows, columns], stored the other way round, as columns <paramref name="firstColumn"/> and on of a target
    /// whose rows are <paramref name="targetWidth"/> long: linear layers keep [out, in], a product wants [in, out].
    /// </summary>
    public void CopyTransposed(NativeBuffer target, int targetWidth, int firstColumn)
    {
        int rows = (int)entry.Shape[0], columns = (int)entry.Shape[1];
        using var view = file.Map(entry);
        var strip = new float[RowsAtOnce * columns];
        for (var row = 0; row < rows; row += RowsAtOnce)
        {
            var height = Math.Min(RowsAtOnce, rows - row);
            Convert(view, (long)row * columns, strip.AsSpan(0, height * columns));
            for (var column = 0; column < columns; column++)
            {
                var line = target.Span<float>((long)column * targetWidth + firstColumn + row, height);
                for (var i = 0; i < line.Length; i++)
                    line[i] = strip[i * columns + column];
            }
        }
    }

    private void Convert(TensorView view, long first, Span<float> target) =>
        FloatConversion.ToSingle(entry.DataType, view.Bytes(first * numberBytes, target.Length * numberBytes), target);
}

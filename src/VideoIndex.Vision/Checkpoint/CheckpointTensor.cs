namespace VideoIndex.Vision;

/// <summary>A tensor that was found with the right shape, ready to be copied out as floats. Valid while its checkpoint is open.</summary>
/// <param name="numberBytes">Size of one stored number: 4 for F32, 2 for F16 and BF16.</param>
internal readonly struct CheckpointTensor(SafetensorsFile file, TensorEntry entry, int numberBytes)
{
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
    /// The rows of a matrix [rows, columns] in strips of some, the last one shorter, on several threads; each strip is the caller's to change
    /// and gone after the call.
    /// </summary>
    /// <remarks>Not of the shared pool: it would keep a strip of each size and thread, 20 MiB of the 256M, for long after loading.</remarks>
    public void ReadRows(int rowsAtOnce, StripReader read)
    {
        int rows = (int)entry.Shape[0], columns = (int)entry.Shape[1];
        using var view = file.Map(entry);
        var (self, strips) = (this, (rows + rowsAtOnce - 1) / rowsAtOnce);
        Parallel.For(0, strips, () => GC.AllocateUninitializedArray<float>(rowsAtOnce * columns), (strip, _, floats) =>
        {
            var first = strip * rowsAtOnce;
            var part = floats.AsSpan(0, Math.Min(rowsAtOnce, rows - first) * columns);
            self.Convert(view, (long)first * columns, part);
            read(first, part);
            return floats;
        }, _ => { });
    }

    private void Convert(TensorView view, long first, Span<float> target) =>
        FloatConversion.ToSingle(entry.DataType, view.Bytes(first * numberBytes, target.Length * numberBytes), target);
}

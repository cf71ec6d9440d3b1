using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoIndex.Vision;

/// <summary>Eight hexadecimal digits that change when a checkpoint's settings, tokenizer or weights change.</summary>
/// <remarks>
/// All settings files and weight files of up to 64 MiB are hashed whole. Of a larger one its length, its first and last
/// mebibyte and 255 pages of 64 KiB spread evenly between: training moves every tensor, so pages find it, and reading
/// 18 MB takes milliseconds where the whole file would take seconds.
/// </remarks>
internal static class CheckpointHash
{
    private const long WholeUpTo = 64 << 20;
    private const int EdgeBytes = 1 << 20;
    private const int PageBytes = 64 << 10;
    private const int Pages = 255;

    /// <param name="adapter">Folder of a LoRA adapter that belongs to it; null for none.</param>
    public static string Compute(string folder, string? adapter = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var settings = CheckpointFiles.Settings.Select(n => Path.Combine(folder, n)).Where(File.Exists);
        foreach (var path in settings.Concat(CheckpointFiles.FindWeights(folder)))
            AppendFile(hash, path);
        if (adapter is not null)
        {
            AppendFile(hash, Path.Combine(adapter, LoraAdapter.ConfigFile));
            AppendFile(hash, Path.Combine(adapter, LoraAdapter.WeightsFile));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    private static void AppendFile(IncrementalHash hash, string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}\n{file.Length}\n")));
        if (file.Length <= WholeUpTo)
        {
            AppendRange(hash, file, 0, file.Length);
            return;
        }

        AppendRange(hash, file, 0, EdgeBytes);
        for (var page = 1; page <= Pages; page++)
            AppendRange(hash, file, file.Length / (Pages + 1) * page, PageBytes);
        AppendRange(hash, file, file.Length - EdgeBytes, EdgeBytes);
    }

    private static void AppendRange(IncrementalHash hash, FileStream file, long start, long count)
    {
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(place, start);
        hash.AppendData(place);
        var buffer = new byte[(int)Math.Min(count, EdgeBytes)];
        file.Position = start;
        while (count > 0)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0)
                throw new EndOfStreamException($"`{Path.GetFileName(file.Name)}` became shorter while it was read");
            hash.AppendData(buffer, 0, read);
            count -= read;
        }
    }
}

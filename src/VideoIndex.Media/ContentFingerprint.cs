using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Knows a media by its content, so that a moved, renamed or doubled file is not captioned again.</summary>
/// <remarks>
/// SHA-256 over the size and 32 samples of 64 KiB spread over the file, both ends included; files up to 2 MiB are hashed whole.
/// That suffices: two different recordings of one size to the byte differ in every compressed picture, hence in every sample, and a
/// changed tag moves the size or the ends. It is no proof against somebody who builds two files to collide; all he would
/// gain is a wrong caption for his own file. Reading it all would take an hour a terabyte instead of seconds.
/// </remarks>
public sealed class ContentFingerprint
{
    private const int SampleBytes = 64 << 10;
    private const int Samples = 32;

    private ContentFingerprint()
    {
    }

    /// <summary>32 hexadecimal digits.</summary>
    /// <exception cref="VideoIndexException">unreadable_file: the file is gone, may not be read, or is no regular file.</exception>
    public static async Task<string> ComputeAsync(string path, CancellationToken cancel)
    {
        FileStamp.Read(path);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, useAsync: true);
            return await HashAsync(file, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.UnreadableFile, $"cannot read `{CleanText.Name(path)}`: {CleanText.Line(e.Message, 300)}",
                "give the user that runs VideoIndex the right to read it", e);
        }
    }

    private static async Task<string> HashAsync(FileStream file, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = file.Length;
        var header = new byte[16];
        Encoding.ASCII.GetBytes("media/1\n", header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), size);
        hash.AppendData(header);

        var buffer = new byte[SampleBytes];
        foreach (var offset in SampleOffsets(size))
        {
            file.Position = offset;
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    internal static IEnumerable<long> SampleOffsets(long size)
    {
        if (size <= (long)Samples * SampleBytes)
        {
            for (long offset = 0; offset < size; offset += SampleBytes)
                yield return offset;
            yield break;
        }

        for (var i = 0; i < Samples; i++)
            yield return (long)((Int128)(size - SampleBytes) * i / (Samples - 1));
    }
}

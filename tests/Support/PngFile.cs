using System.Buffers.Binary;
using System.IO.Compression;
using VideoIndex.Core;

namespace VideoIndex.Tests.Support;

/// <summary>Reads the test pictures: PNG with 8-bit RGB and no interlacing, as the files at hand are; anything else is an error.</summary>
internal static class PngFile
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static VideoFrame Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith(s_signature))
            throw new InvalidDataException($"`{path}` is no PNG");
        var (width, height) = (0, 0);
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var data = file.AsSpan(at + 8, length);
            if (file.AsSpan(at + 4, 4).SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                if (!data[8..].SequenceEqual<byte>([8, 2, 0, 0, 0]))
                    throw new InvalidDataException($"`{path}` is not 8-bit RGB without interlacing");
            }
            else if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        return new VideoFrame(width, height, Unfilter(packed, width * 3, height));
    }

    private static byte[] Unfilter(Stream packed, int stride, int height)
    {
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[stride * height];
        var above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            var row = pixels.AsSpan(y * stride, stride);
            unpacked.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                var left = x < 3 ? 0 : row[x - 3];
                var corner = x < 3 ? 0 : above[x - 3];
                row[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[x],
                    3 => (left + above[x]) / 2,
                    4 => Paeth(left, above[x], corner),
                    _ => throw new InvalidDataException($"row {y} has the filter {filter}"),
                });
            }

            row.CopyTo(above);
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}

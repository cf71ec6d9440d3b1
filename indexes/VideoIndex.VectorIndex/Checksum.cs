using System.Buffers.Binary;
using System.Numerics;

namespace VideoIndex.VectorIndex;

/// <summary>CRC-32C, which processors compute by themselves.</summary>
internal static class Checksum
{
    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }
}

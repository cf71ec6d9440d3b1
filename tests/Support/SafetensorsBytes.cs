using System.Globalization;
using System.Text;

namespace VideoIndex.Tests.Support;

/// <summary>Makes safetensors files, right and wrong ones.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, int dataBytes) => WithLength(header, dataBytes, (ulong)Encoding.UTF8.GetByteCount(header));

    /// <param name="length">What the file says of its header, true or not.</param>
    public static byte[] WithLength(string header, int dataBytes, ulong length) =>
        [.. BitConverter.GetBytes(length), .. Encoding.UTF8.GetBytes(header), .. new byte[dataBytes]];

    /// <summary>A sound file of these tensors.</summary>
    public static byte[] Of(params (string Name, string DataType, long[] Shape, byte[] Data)[] tensors)
    {
        var start = 0;
        var entries = tensors.Select(t => string.Create(CultureInfo.InvariantCulture,
            $"\"{t.Name}\":{{\"dtype\":\"{t.DataType}\",\"shape\":[{string.Join(',', t.Shape)}],\"data_offsets\":[{start},{start += t.Data.Length}]}}"));
        byte[] file = Of($"{{{string.Join(',', entries)}}}", 0);
        return [.. file, .. tensors.SelectMany(t => t.Data)];
    }
}

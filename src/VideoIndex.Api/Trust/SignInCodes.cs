using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace VideoIndex.Api;

/// <summary>Codes that each sign one device in, once, within some minutes. They are in memory only, and end with the server. Thread-safe.</summary>
internal sealed class SignInCodes(TimeProvider clock)
{
    /// <summary>The walk to the phone, and the camera that does not focus.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>128 bits: not to be guessed in ten minutes, and a small picture for a camera.</summary>
    private const int RandomBytes = 16;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _open = new(StringComparer.Ordinal);

    public string Make()
    {
        foreach (var (old, _) in _open.Where(each => each.Value < clock.GetUtcNow()))
            _open.TryRemove(old, out _);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        _open[code] = clock.GetUtcNow() + Lasts;
        return code;
    }

    /// <summary>True the first time, while it lasts.</summary>
    public bool Spend(string code) => _open.TryRemove(code, out var until) && until >= clock.GetUtcNow();
}

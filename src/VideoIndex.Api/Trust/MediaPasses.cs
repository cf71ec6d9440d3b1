using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoIndex.Api;

/// <summary>
/// What stands in a playlist where a token would be: it opens the file of one media for some hours, and nothing else. Signed with a secret of this
/// process and the hash of the asker's token, so that it ends with either. Thread-safe.
/// </summary>
internal sealed class MediaPasses(TokenFile tokens, TimeProvider clock)
{
    /// <summary>An evening with the films and the night after it; a live playlist is opened anew each time anyway.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public string Write(AccessToken asker, long media)
    {
        var until = clock.GetUtcNow().Add(Lasts).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{until}.{Signature(asker.Hash, media, until)}");
    }

    /// <summary>True when it was made here for this media, has not run out, and the token it was made for is still one.</summary>
    public bool Opens(string pass, long media)
    {
        var dot = pass.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !long.TryParse(pass.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || until < clock.GetUtcNow().ToUnixTimeSeconds())
            return false;
        var given = Encoding.UTF8.GetBytes(pass[(dot + 1)..]);
        return tokens.List().Any(token => CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Signature(token.Hash, media, until))));
    }

    private string Signature(string tokenHash, long media, long until) => Base64Url.EncodeToString(HMACSHA256.HashData(
        _secret, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tokenHash} {media} {until}"))));
}

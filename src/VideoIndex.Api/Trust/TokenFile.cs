using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>The tokens of a data folder, in a file for its owner alone. Safe for many threads; what another process changes is seen at once.</summary>
public sealed class TokenFile(string dataFolder, TimeProvider clock)
{
    private const string Prefix = "vi_";
    private const int RandomBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<Scope>(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _path = Path.Combine(dataFolder, "tokens.json");
    private readonly Lock _lock = new();
    private (DateTime Written, long Size) _stamp;
    private IReadOnlyList<AccessToken> _tokens = [];

    public IReadOnlyList<AccessToken> List()
    {
        lock (_lock)
        {
            var file = new FileInfo(_path);
            var stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (stamp != _stamp)
                (_tokens, _stamp) = (stamp == default ? [] : Read(), stamp);
            return _tokens;
        }
    }

    /// <summary>Makes a token and returns it; it cannot be shown again.</summary>
    /// <exception cref="VideoIndexException">bad_option: the name is taken or empty; data_folder_unusable</exception>
    public string Create(string name, Scope scope)
    {
        if (name.Length is 0 or > 60 || name.Any(char.IsControl))
            throw new VideoIndexException(ErrorCodes.BadOption, "a token needs a name of 1 to 60 characters", "name the device, `--name phone`");
        if (scope == Scope.Nobody)
            throw new VideoIndexException(ErrorCodes.BadOption, "a token needs a scope, expected `search` or `admin`");
        lock (_lock)
        {
            if (List().Any(token => token.Name == name))
                throw new VideoIndexException(ErrorCodes.BadOption, $"there is a token with the name `{name}` already", "`videoindex token list` shows them");
            var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
            Write([.. List(), new AccessToken(name, scope, HashOf(token), clock.GetUtcNow())]);
            return token;
        }
    }

    /// <returns>False when there is no token with this name.</returns>
    public bool Revoke(string name)
    {
        lock (_lock)
        {
            var left = List().Where(token => token.Name != name).ToList();
            if (left.Count == List().Count)
                return false;
            Write(left);
            return true;
        }
    }

    /// <summary>What a token may do; <see cref="Scope.Nobody"/> when it is none of ours.</summary>
    public Scope Check(string token) => Find(token)?.Scope ?? Scope.Nobody;

    /// <summary>Null when it is none of ours.</summary>
    public AccessToken? Find(string token)
    {
        var hash = Encoding.ASCII.GetBytes(HashOf(token));
        AccessToken? found = null;
        foreach (var known in List())
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(known.Hash)))
                found = known;
        return found;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private List<AccessToken> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<List<AccessToken>>(File.ReadAllBytes(_path), Json) ?? [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.DataFolderUnusable, $"cannot read the tokens in `{_path}`: {e.Message}", "delete that file and make the tokens anew", e);
        }
    }

    /// <summary>Written beside and moved into place: a crash leaves the old tokens or the new ones.</summary>
    private void Write(IReadOnlyList<AccessToken> tokens)
    {
        var part = $"{_path}.{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(dataFolder);
            var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                file.UnixCreateMode = OwnerOnly;
            using (var to = new FileStream(part, file))
                JsonSerializer.Serialize(to, tokens, Json);
            File.Move(part, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.DataFolderUnusable, $"cannot write the tokens in `{dataFolder}`: {e.Message}", "give another folder with `--data DIR`", e);
        }
    }
}

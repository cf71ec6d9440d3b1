using VideoIndex.Catalog;

namespace VideoIndex.Search;

/// <summary>Reads the filters of a query into a <see cref="MediaFilter"/>. For one query.</summary>
internal sealed class QueryFilters
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.OrdinalIgnoreCase)
    {
        ["in"] = "in:football", ["ext"] = "ext:mkv", ["longer"] = "longer:1h", ["shorter"] = "shorter:10m", ["before"] = "before:2024-05",
        ["after"] = "after:2024-05", ["model"] = "model:500m", ["offline"] = "offline:no",
    };

    public MediaFilter Filter { get; private set; } = new();

    public static bool IsFilter(QueryToken token) => token.Key is { } key && Examples.ContainsKey(key);

    /// <summary>How the filter of a token is written.</summary>
    public static string Example(QueryToken token) => Examples[token.Key!];

    /// <summary>False when the value is none that this filter knows.</summary>
    public bool TryAdd(QueryToken token) => token.Key!.ToLowerInvariant() switch
    {
        "in" => AddIn(token),
        "ext" => AddExtensions(token),
        "model" => AddModel(token),
        "longer" => !token.Without && AddLength(token.Value, isLeast: true),
        "shorter" => !token.Without && AddLength(token.Value, isLeast: false),
        "before" => !token.Without && AddBefore(token.Value),
        "after" => !token.Without && AddAfter(token.Value),
        _ => AddOffline(token),
    };

    private bool AddIn(QueryToken token)
    {
        if (token.Value.Length > 0)
            Filter = token.Without ? Filter with { NotIn = [.. Filter.NotIn, token.Value] } : Filter with { In = [.. Filter.In, token.Value] };
        return token.Value.Length > 0;
    }

    private bool AddModel(QueryToken token)
    {
        if (token.Value.Length > 0)
            Filter = token.Without
                ? Filter with { NotModels = [.. Filter.NotModels, token.Value] }
                : Filter with { Models = [.. Filter.Models, token.Value] };
        return token.Value.Length > 0;
    }

    private bool AddExtensions(QueryToken token)
    {
        var extensions = token.Value.Split(',').Select(one => one.Trim().TrimStart('.')).Where(one => one.Length > 0).ToList();
        if (extensions.Count > 0)
            Filter = token.Without
                ? Filter with { NotExtensions = [.. Filter.NotExtensions, .. extensions] }
                : Filter with { Extensions = [.. Filter.Extensions, .. extensions] };
        return extensions.Count > 0;
    }

    /// <summary>Of two lengths the stricter counts.</summary>
    private bool AddLength(string text, bool isLeast)
    {
        if (QueryValues.Length(text) is not { } length)
            return false;
        if (isLeast)
            Filter = Filter with { AtLeast = Filter.AtLeast > length ? Filter.AtLeast : length };
        else
            Filter = Filter with { AtMost = Filter.AtMost < length ? Filter.AtMost : length };
        return true;
    }

    private bool AddBefore(string text)
    {
        if (QueryValues.Date(text) is not { } date)
            return false;
        Filter = Filter with { Before = Filter.Before < date ? Filter.Before : date };
        return true;
    }

    /// <summary>From the first moment of the date on, so that `before:` and `after:` of one date divide the files without a rest.</summary>
    private bool AddAfter(string text)
    {
        if (QueryValues.Date(text) is not { } date)
            return false;
        Filter = Filter with { From = Filter.From > date ? Filter.From : date };
        return true;
    }

    private bool AddOffline(QueryToken token)
    {
        var isYes = token.Value.Equals("yes", StringComparison.OrdinalIgnoreCase);
        if (!isYes && !token.Value.Equals("no", StringComparison.OrdinalIgnoreCase))
            return false;
        Filter = Filter with { State = isYes != token.Without ? LibraryState.Offline : LibraryState.Online };
        return true;
    }
}

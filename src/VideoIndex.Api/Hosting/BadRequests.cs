using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Says in the words of the API what the framework says of a request in those of its code. Pure.</summary>
internal static partial class BadRequests
{
    /// <summary>Letters of a value that are said again.</summary>
    private const int MostShown = 60;

    internal const string Hint = "/openapi/v1.json lists what can be asked";

    /// <param name="endpoint">What was asked; null when that was nothing.</param>
    public static VideoIndexException Said(BadHttpRequestException trouble, Endpoint? endpoint) => new(ErrorCodes.BadOption, Text(trouble.Message, endpoint), Hint);

    private static string Text(string message, Endpoint? endpoint)
    {
        if (WrongValue().Match(message) is { Success: true } wrong)
            return $"`{NameOf(wrong, endpoint)}` is `{Shortened(wrong.Groups["value"].Value)}`, expected {Expected(wrong.Groups["type"].Value)}";
        var missing = Missing().Match(message);
        if (missing.Success && missing.Groups["source"].Value != "body")
            return $"`{NameOf(missing, endpoint)}` is missing";
        if (missing.Success || NoBody().IsMatch(message))
            return "the request has no body, expected one of JSON";
        return WrongBody().IsMatch(message) ? "the body is not the JSON that is expected here" : Lower(message);
    }

    /// <summary>The name that a request uses for what the code names.</summary>
    private static string NameOf(Match said, Endpoint? endpoint)
    {
        var member = said.Groups["name"].Value;
        return Takes(endpoint).FirstOrDefault(one => one.Member == member).Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
    }

    /// <summary>What an endpoint takes from the address: what the code and a request name it.</summary>
    internal static IEnumerable<(string Member, string Name, Type Type)> Takes(Endpoint? endpoint)
    {
        foreach (var parameter in endpoint?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
        {
            if (parameter.GetCustomAttribute<AsParametersAttribute>() is null)
            {
                yield return (parameter.Name!, parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!, parameter.ParameterType);
                continue;
            }

            foreach (var property in parameter.ParameterType.GetProperties())
                yield return (property.Name, property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? property.Name, property.PropertyType);
        }
    }

    private static string Expected(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>') switch
    {
        "int" or "long" => "a whole number",
        "double" or "float" => "a number",
        "bool" => "true or false",
        _ => "something else",
    };

    private static string Shortened(string value) => value.Length <= MostShown ? value : value[..MostShown] + "…";

    private static string Lower(string text) => text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    [GeneratedRegex("^Failed to bind parameter \"(?<type>.+) (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex WrongValue();

    [GeneratedRegex("^Required parameter \"(?<type>.+) (?<name>\\w+)\" was not provided from (?<source>.+)\\.$")]
    private static partial Regex Missing();

    [GeneratedRegex("^Failed to read parameter .* from the request body as JSON\\.$")]
    private static partial Regex WrongBody();

    [GeneratedRegex("^Implicit body inferred for parameter .* but no body was provided")]
    private static partial Regex NoBody();
}

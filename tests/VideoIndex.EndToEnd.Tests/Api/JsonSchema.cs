using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>As much of JSON Schema as our OpenAPI document uses; a keyword that it does not know and that would matter is an error.</summary>
internal static class JsonSchema
{
    private static readonly HashSet<string> Known =
        ["$ref", "type", "properties", "required", "items", "oneOf", "enum", "format", "description", "title", "default", "pattern", "minimum", "maximum"];

    public static void Check(JsonElement document, JsonElement schema, JsonElement value, string where)
    {
        Assert.True(schema.EnumerateObject().All(keyword => Known.Contains(keyword.Name)), $"{where}: a keyword of {schema} is not known to this test");
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (schema.TryGetProperty("oneOf", out var any))
        {
            schema = any.EnumerateArray().First(each => IsNull(each) == (value.ValueKind == JsonValueKind.Null));
            Check(document, schema, value, where);
            return;
        }

        if (schema.TryGetProperty("type", out var type))
            Assert.True(Types(type).Any(each => Is(each, value)), $"{where}: {value} is no {type}");
        if (schema.TryGetProperty("items", out var items) && value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Check(document, items, item, where + "[]");
        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(document, schema, value, where);
    }

    private static void CheckObject(JsonElement document, JsonElement schema, JsonElement value, string where)
    {
        var properties = schema.GetProperty("properties");
        if (schema.TryGetProperty("required", out var required))
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{where} has no {name}"));
        foreach (var field in value.EnumerateObject())
        {
            // ProblemDetails is open for more fields; ours always has these two.
            if (field.Name is "code" or "hint" && !properties.TryGetProperty(field.Name, out _) && properties.TryGetProperty("detail", out _))
                continue;
            Assert.True(properties.TryGetProperty(field.Name, out var property), $"{where}.{field.Name} is not documented");
            Check(document, property, field.Value, $"{where}.{field.Name}");
        }
    }

    private static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && Types(type).Contains("null");

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(each => each.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}

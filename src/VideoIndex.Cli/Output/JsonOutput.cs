using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoIndex.Cli.Output;

/// <summary>One JSON object on stdout; field names are a contract: more may be added, none renamed.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // Readable for people; control characters are still escaped, and nobody puts this inside a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Options));
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>On one line, for answers that hold long lists of numbers; what has no value is left out.</summary>
    private static readonly JsonSerializerOptions OneLine = new(Options) { WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void WriteLine<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, OneLine));

    public static void Write<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Options));
}

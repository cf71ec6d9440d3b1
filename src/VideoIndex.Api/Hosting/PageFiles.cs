using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace VideoIndex.Api;

/// <summary>The page's files, which lie inside this assembly. Immutable.</summary>
internal sealed class PageFiles
{
    private const string Folder = "wwwroot/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>Addresses of all files, <c>/index.html</c>.</summary>
    public IReadOnlyList<string> Addresses { get; } =
    [
        .. typeof(PageFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => "/" + name[Folder.Length..].Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Text(string resource) => Encoding.UTF8.GetString(Bytes(resource));

    /// <summary>Answers with one file; a browser that has it already is told so.</summary>
    public static Func<FileContentHttpResult> Answer(string address)
    {
        var bytes = Bytes(Folder + address[1..]);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        var type = Types.TryGetContentType(address, out var known) ? known : "application/octet-stream";
        var shown = type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
        return () => TypedResults.Bytes(bytes, shown, entityTag: tag);
    }

    /// <summary>A page for people who followed a dead link; for programs the empty answer becomes a problem.</summary>
    public Results<ContentHttpResult, NotFound> Missing(HttpContext context) =>
        Addresses.Contains("/404.html") && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? TypedResults.Content(Text(Folder + "404.html"), "text/html", Encoding.UTF8, StatusCodes.Status404NotFound)
            : TypedResults.NotFound();

    private static byte[] Bytes(string resource)
    {
        using var from = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the file `{resource}` is not in the assembly");
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return bytes;
    }
}

using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Cli.Say;

/// <summary>From the file that a person names to what the catalog knows of it.</summary>
internal static class IndexedFile
{
    /// <exception cref="VideoIndexException"><c>not_found</c>: no library has it, or it failed.</exception>
    public static MediaRow Find(CatalogReader catalog, string file)
    {
        var path = Path.GetFullPath(file);
        return catalog.FindMediaAt(path) ?? (Target(path) is { } target ? catalog.FindMediaAt(target) : null)
            ?? throw new VideoIndexException(ErrorCodes.NotFound, $"`{path}` is in no library, or could not be indexed",
                $"`videoindex index {Path.GetDirectoryName(path)}` indexes its folder, `videoindex status` says what failed");
    }

    private static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null; // no such file: a library that is offline has it, or none
        }
    }
}

namespace VideoIndex.VectorIndex;

/// <summary>The segments of one manifest, opened.</summary>
internal static class OpenSegments
{
    // The writer may merge and unlink between our reading the manifest and opening what it names; then we look again.
    private const int Attempts = 10;

    /// <summary>Null when there is no index, or anything of it is damaged.</summary>
    /// <param name="known">Open segments by their file's name, which no other segment ever has: they are shared and not read again.</param>
    public static (VectorManifest Manifest, IReadOnlyList<Segment> Segments)? TryOpen(string folder, IReadOnlyDictionary<string, Segment> known)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (VectorManifest.TryRead(folder) is not { } manifest)
                return null;
            var segments = new List<Segment>();
            try
            {
                if (manifest.Segments.All(entry => TryAdd(folder, manifest, entry, known, segments)))
                    return (manifest, segments);
                Close(segments);
                return null;
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
                Close(segments);
            }
            catch (FileNotFoundException)
            {
                Close(segments);
                return null;
            }
            catch (UnauthorizedAccessException error)
            {
                Close(segments);
                throw VectorFolder.Unusable(folder, error);
            }
        }
    }

    private static bool TryAdd(string folder, VectorManifest manifest, VectorManifest.Entry entry, IReadOnlyDictionary<string, Segment> known, List<Segment> segments)
    {
        if ((known.GetValueOrDefault(entry.File)?.Share() ?? Segment.TryOpen(Path.Combine(folder, entry.File), manifest.Dimensions)) is not { } segment)
            return false;
        segments.Add(segment);
        return segment.Rows == entry.Rows && entry.Deleted.All(row => row >= 0 && row < entry.Rows);
    }

    private static void Close(List<Segment> segments) => segments.ForEach(segment => segment.Dispose());
}

using Lucene.Net.Index;
using Lucene.Net.Store;

namespace VideoIndex.TextIndex;

/// <summary>The last commit of an index folder, opened only after every file of it has shown the checksum it was written with.</summary>
internal static class CommittedIndex
{
    // A commit and its clean-up by the writer may fall between our looking at the list of files and opening them; then we look again.
    private const int Attempts = 10;

    /// <summary>Null when there is none, or it is damaged.</summary>
    /// <remarks>Lucene takes segments of one name for the same: with an index that was made anew nothing is shared.</remarks>
    /// <param name="older">Shares with the new one what has not changed; null to open all of it.</param>
    public static OpenedIndex? TryOpen(FSDirectory directory, VerifiedFiles verified, DirectoryReader? older) =>
        Try(directory, verified, (segments, isSame) => Open(directory, segments, isSame ? older : null));

    /// <summary>As <see cref="TryOpen"/>, without opening it.</summary>
    public static CommitMark? ReadMark(FSDirectory directory, VerifiedFiles verified) =>
        Try(directory, verified, (segments, _) => CommitMark.TryParse(segments.UserData));

    private static T? Try<T>(FSDirectory directory, VerifiedFiles verified, Func<SegmentInfos, bool, T?> use)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var commits = Commits(directory);
            for (var i = 0; i < commits.Count; i++)
            {
                try
                {
                    var segments = Read(directory, commits[i]);
                    return use(segments, verified.Verify(directory, segments.GetFiles(directory, includeSegmentsFile: false)));
                }
                catch (UnauthorizedAccessException error)
                {
                    throw IndexFolder.Unusable(directory.Directory.FullName, error);
                }
#pragma warning disable CA1031 // A damaged file can raise anything (index out of range, overflow, end of stream): each means the same here.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    // The newest may be one that is just being written: the one before it is still there then.
                    if (i + 1 == commits.Count && (attempt == Attempts || !IsGone(error)))
                        return null;
                }
            }

            if (commits.Count == 0)
                return null;
        }
    }

    /// <summary>The files that list a commit each, the newest first.</summary>
    private static List<string> Commits(FSDirectory directory) => !System.IO.Directory.Exists(directory.Directory.FullName) ? [] :
    [
        .. directory.ListAll()
            .Where(file => file.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal) && file != IndexFileNames.SEGMENTS_GEN)
            .OrderByDescending(SegmentInfos.GenerationFromSegmentsFileName),
    ];

    private static SegmentInfos Read(FSDirectory directory, string segmentsFile)
    {
        VerifiedFiles.Verify(directory, segmentsFile);
        var segments = new SegmentInfos();
        segments.Read(directory, segmentsFile);
        return segments;
    }

    private static OpenedIndex? Open(FSDirectory directory, SegmentInfos segments, DirectoryReader? older)
    {
        if (CommitMark.TryParse(segments.UserData) is not { } mark)
            return null;
        var commit = DirectoryReader.ListCommits(directory).First(commit => commit.SegmentsFileName == segments.GetSegmentsFileName());
        var reader = older is null ? null : DirectoryReader.OpenIfChanged(older, commit);
        return new OpenedIndex(reader ?? DirectoryReader.Open(commit), mark);
    }

    private static bool IsGone(Exception error) => error is FileNotFoundException or DirectoryNotFoundException or InvalidOperationException;
}

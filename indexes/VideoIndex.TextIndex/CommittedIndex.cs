using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace VideoIndex.TextIndex;

/// <summary>The last commit of an index folder, opened only after every file of it has shown the checksum it was written with.</summary>
internal static class CommittedIndex
{
    // A commit and its clean-up by the writer may fall between our looking at the list of files and opening them; then we look again.
    private const int Attempts = 10;

    public static (DirectoryReader Reader, CommitMark Mark)? TryOpen(FSDirectory directory)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenVerified(directory);
            }
            catch (Exception error) when (attempt < Attempts && IsGone(error))
            {
                continue; // look again
            }
            catch (UnauthorizedAccessException error)
            {
                throw IndexFolder.Unusable(directory.Directory.FullName, error);
            }
#pragma warning disable CA1031 // A damaged file can raise anything (index out of range, overflow, end of stream): each means the same here.
            catch (Exception)
#pragma warning restore CA1031
            {
                return null;
            }
        }
    }

    private static (DirectoryReader, CommitMark)? OpenVerified(LuceneDirectory directory)
    {
        var segmentsFile = SegmentInfos.GetLastCommitSegmentsFileName(directory);
        if (segmentsFile is null)
            return null;

        Verify(directory, segmentsFile);
        var segments = new SegmentInfos();
        segments.Read(directory, segmentsFile);
        foreach (var file in segments.GetFiles(directory, includeSegmentsFile: false))
            Verify(directory, file);

        var reader = DirectoryReader.Open(directory);
        var mark = CommitMark.TryParse(reader.IndexCommit.UserData);
        if (mark is not null)
            return (reader, mark);

        reader.Dispose();
        return null;
    }

    private static bool IsGone(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Throws when the file's bytes do not give the checksum at its end. Reads the whole file.</summary>
    private static void Verify(LuceneDirectory directory, string file)
    {
        using var input = directory.OpenInput(file, IOContext.READ_ONCE);
        CodecUtil.ChecksumEntireFile(input);
    }
}

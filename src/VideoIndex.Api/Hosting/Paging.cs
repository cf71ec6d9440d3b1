using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Checks which part of a list is asked for. Pure.</summary>
internal static class Paging
{
    private const int DeepestOffset = 10_000_000;

    /// <exception cref="VideoIndexException">bad_option</exception>
    public static (int Limit, int Offset) Check(int? limit, int? offset, int usual, int most)
    {
        if (limit is < 1 || limit > most)
            throw new VideoIndexException(ErrorCodes.BadOption, $"limit is `{limit}`, expected 1 to {most}", "leave it out for one page");
        if (offset is < 0 or > DeepestOffset)
            throw new VideoIndexException(ErrorCodes.BadOption, $"offset is `{offset}`, expected 0 to {DeepestOffset}", "leave it out for the first page");
        return (limit ?? usual, offset ?? 0);
    }
}

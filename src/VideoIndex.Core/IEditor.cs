namespace VideoIndex.Core;

/// <summary>Stores what people say about what was indexed, and makes it findable. Safe to use from many threads.</summary>
/// <remarks>Works while an index run of the same process goes on; one of another process holds the catalog, and is named.</remarks>
public interface IEditor
{
    /// <summary>Keeps a person's caption of a window, apart from the model's; an earlier one of that window makes way.</summary>
    /// <exception cref="VideoIndexException">already_running, data_folder_unusable, disk_full; bad_option: no text, or too much of it.</exception>
    void Correct(long mediaId, TimeRange window, string text);

    /// <returns>False when nothing was corrected there.</returns>
    /// <exception cref="VideoIndexException">already_running, data_folder_unusable, disk_full</exception>
    bool UndoCorrection(long mediaId, long startMs);

    /// <summary>Keeps which clips were right or wrong for a query: from now on its answer goes by that.</summary>
    /// <exception cref="VideoIndexException">already_running, data_folder_unusable, disk_full; bad_query: there is none.</exception>
    void Judge(string query, IReadOnlyList<Judgement> judgements);

    /// <summary>Takes back all that was said about the clips of a query.</summary>
    /// <returns>About how many clips something was said.</returns>
    /// <exception cref="VideoIndexException">already_running, data_folder_unusable, disk_full</exception>
    int ForgetJudgements(string query);
}

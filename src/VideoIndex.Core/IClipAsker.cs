namespace VideoIndex.Core;

/// <summary>Asks the model about a video. Safe to call from many threads: one question is answered at a time, others wait.</summary>
public interface IClipAsker
{
    /// <param name="onText">Called with each piece of the answer as it is written, on a thread of the asker.</param>
    /// <exception cref="VideoIndexException">The model cannot be loaded or the file not be read; bad_option: more was said than the model takes.</exception>
    /// <exception cref="OperationCanceledException">Within the word being written.</exception>
    Task<ModelAnswer> AskAsync(ClipQuestion question, Action<string> onText, CancellationToken cancel);
}

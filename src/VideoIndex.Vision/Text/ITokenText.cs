namespace VideoIndex.Vision;

/// <summary>Turns tokens that come one at a time into text.</summary>
internal interface ITokenText
{
    /// <summary>What can be shown now; nothing while a character is not whole.</summary>
    string Append(int id);

    /// <summary>What is left over at the end.</summary>
    string Finish();
}

namespace VideoIndex.Vision;

/// <summary>Who speaks in a turn of a conversation. The names are written into the prompt.</summary>
public enum ChatRole
{
    System,
    User,
    Assistant,
}

namespace VideoIndex.Vision;

/// <summary>A turn of a conversation: at least one item, in the order in which the model sees them.</summary>
public sealed record ChatMessage(ChatRole Role, params IReadOnlyList<ChatItem> Items);

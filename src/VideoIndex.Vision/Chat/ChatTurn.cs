namespace VideoIndex.Vision;

/// <summary>A turn of a conversation with the features of its pictures, in the order of its items.</summary>
internal sealed record ChatTurn(ChatMessage Message, ReadOnlyMemory<float> Features);

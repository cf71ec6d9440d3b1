namespace VideoIndex.Vision;

/// <summary>A file to fetch and the name it is kept under.</summary>
internal sealed record WantedFile(string Name, HubFile Hub);

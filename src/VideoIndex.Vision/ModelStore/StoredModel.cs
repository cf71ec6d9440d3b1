namespace VideoIndex.Vision;

/// <summary>A model by its name in the store, whether it is there or could be pulled.</summary>
/// <param name="Folder">Where it lies, or would lie.</param>
/// <param name="Manifest">Null unless it is there and its manifest can be read.</param>
/// <param name="PartialBytes">Received of it by a pull that was stopped.</param>
/// <param name="Trouble">What is wrong when it is <see cref="ModelState.Damaged"/>.</param>
public sealed record StoredModel(
    string Name, ModelKind Kind, string Folder, ModelState State, ModelManifest? Manifest, long PartialBytes = 0, string? Trouble = null)
{
    /// <summary>True when something lies in its folder, right or not.</summary>
    public bool IsHere => State is ModelState.Whole or ModelState.Damaged;
}

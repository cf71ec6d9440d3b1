namespace VideoIndex.Vision;

/// <summary>How much of a model is in the store, judged without reading its files through.</summary>
public enum ModelState
{
    /// <summary>Published, and nothing of it is here.</summary>
    NotPulled,

    /// <summary>A download that was stopped; the next pull goes on with it.</summary>
    Partial,

    /// <summary>Every file of the manifest is there in its size.</summary>
    Whole,

    /// <summary>A file or the manifest is missing, unreadable or of another size.</summary>
    Damaged,
}

namespace VideoIndex.Core;

/// <summary>The two halves of what a checkpoint is called, <c>sample@1f2e3d4c</c>. Pure.</summary>
public static class ModelName
{
    /// <summary>For people; all of it where there is no hash.</summary>
    public static string WithoutHash(string model) => model.LastIndexOf('@') is > 0 and var at ? model[..at] : model;

    /// <summary>By which its content is known, whatever it is called; all of it where there is none.</summary>
    public static string HashOf(string model) => model[(model.LastIndexOf('@') + 1)..];
}

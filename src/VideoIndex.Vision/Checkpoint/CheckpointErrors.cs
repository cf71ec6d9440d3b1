using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>The two ways a model folder can be refused, worded the same everywhere.</summary>
internal static class CheckpointErrors
{
    private const string FetchAgain = "copy or download the model again; `videoindex doctor` names the folder";

    /// <param name="file">A file's name, or a folder's where it is about a whole checkpoint.</param>
    public static VideoIndexException Damaged(string file, string what, Exception? cause = null) =>
        new(ErrorCodes.ModelDamaged, $"cannot use `{file}`: {what}", FetchAgain, cause);

    public static VideoIndexException Unsupported(string file, string what, Exception? cause = null) =>
        new(ErrorCodes.ModelUnsupported, $"cannot use `{file}`: {what}", "VideoIndex runs SmolVLM2 checkpoints (model_type `smolvlm`)", cause);

    public static VideoIndexException Missing(string path, string expected, Exception? cause = null) =>
        new(ErrorCodes.ModelMissing, $"no model at `{path}`: expected {expected}", "name a folder that holds a SmolVLM2 checkpoint", cause);
}

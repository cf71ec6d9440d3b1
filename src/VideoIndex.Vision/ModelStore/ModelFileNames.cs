using System.Text.RegularExpressions;

namespace VideoIndex.Vision;

/// <summary>Which names a stored model and its files may have. Names come from a hub, a manifest or a command line: all are untrusted.</summary>
internal static partial class ModelFileNames
{
    public const string Manifest = "manifest.json";

    /// <summary>True for a plain file name of a kind that is read: .json, .txt, .safetensors, and .onnx for an embedder.</summary>
    public static bool IsTaken(string name, ModelKind kind) => name != Manifest && Plain().IsMatch(name)
        && Path.GetExtension(name) is var extension && (extension is ".json" or ".txt" || extension == Weights(kind));

    /// <summary>True for a path that stays in its folder wherever it is joined: no root, no <c>..</c>, no backslash, no control character.</summary>
    public static bool StaysInside(string path) => path.Length is > 0 and <= 1024
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':')
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>True for what a stored model may be called; no dot first, so that nothing of the store's own is meant.</summary>
    public static bool IsModelName(string name) => ModelName().IsMatch(name);

    private static string Weights(ModelKind kind) => kind == ModelKind.TextEmbedder ? ".onnx" : ".safetensors";

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,120}\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,40}\z")]
    private static partial Regex ModelName();
}

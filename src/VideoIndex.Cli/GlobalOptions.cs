using System.CommandLine;
using VideoIndex.Core;

namespace VideoIndex.Cli;

/// <summary>Options that several commands share, each with its default in one place.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = $"where the catalog, the indexes and the models lie [default: $VIDEOINDEX_DATA, else {DefaultData()}]",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Model() => new("--model")
    {
        Description = "a pulled model (256m, 500m, 2.2b) or a folder with a SmolVLM2 checkpoint [default: $VIDEOINDEX_MODEL, else a pulled model, else the sample]",
        HelpName = "NAME|DIR",
    };

    public static Option<string?> Embedder() => new("--embedder")
    {
        Description = $"a pulled text embedder (minilm), a folder of one (model.onnx, vocab.txt, config.json), or {EmbedderChoice.None} [default: $VIDEOINDEX_EMBEDDER, else the sample embedder]",
        HelpName = "DIR",
    };

    public static Option<string> Device()
    {
        var option = new Option<string>("--device")
        {
            Description = "where the model runs: auto, cpu or cuda",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "auto",
        };
        option.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        return option;
    }

    public static Option<string> Precision()
    {
        var option = new Option<string>("--precision")
        {
            Description = "fp32; int8: less memory, faster on a processor, nearly the same words; int4: less memory again, less faithful; fp16, bf16: for a card",
            HelpName = "NAME",
            DefaultValueFactory = _ => "fp32",
        };
        option.AcceptOnlyFromAmong("fp32", "fp16", "bf16", "int8", "int4");
        return option;
    }

    public static Option<string?> Adapter() => new("--adapter") { Description = "folder of a LoRA adapter (PEFT) to merge into the model", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "print one JSON object on stdout" };

    public static string DataFolder(ParseResult parsed)
    {
        var given = parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable("VIDEOINDEX_DATA");
        return Path.GetFullPath(string.IsNullOrEmpty(given) ? DefaultData() : given);
    }

    private static string DefaultData()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (user.Length == 0)
            throw new VideoIndexException(ErrorCodes.DataFolderUnusable, "this user has no home folder to keep the catalog in", "give one with `--data DIR`");
        return Path.Combine(user, "videoindex");
    }
}

using VideoIndex.Core;

namespace VideoIndex.Cli;

/// <summary>The sample model and films that come with the program, in the folder <c>samples</c> beside or above it.</summary>
internal static class Samples
{
    public static string Model => Path.Combine(Folder(), "model");

    public static string Embedder => Path.Combine(Model, "embedder");

    public static string Media => Path.Combine(Folder(), "media");

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (File.Exists(Path.Combine(samples, "model", "config.json")))
                return samples;
        }

        throw new VideoIndexException(ErrorCodes.ModelMissing, $"the folder `samples` is not beside or above `{AppContext.BaseDirectory}`",
            "give a SmolVLM2 checkpoint with `--model DIR`");
    }
}

namespace VideoIndex.Vision;

/// <summary>Where a model is put together, beside the place where it will lie: <c>models/.500m-7b375e1b.part</c>.</summary>
internal sealed class PartFolder
{
    private readonly string _store;
    private readonly string _name;

    private PartFolder(string store, string name, string version) =>
        (_store, _name, Path) = (store, name, System.IO.Path.Combine(store, $".{name}-{version}.part"));

    public string Path { get; }

    /// <summary>Makes the folder, and deletes what is left of other versions of the model.</summary>
    public static PartFolder Make(string store, string name, string version)
    {
        var part = new PartFolder(store, name, version);
        foreach (var other in Leftovers(store, name).Where(other => other != part.Path))
            Directory.Delete(other, recursive: true);
        Directory.CreateDirectory(part.Path);
        return part;
    }

    /// <summary>Everything that pulls of this model left beside it.</summary>
    public static IReadOnlyList<string> Leftovers(string store, string name) => Directory.Exists(store)
        ? [.. Directory.EnumerateDirectories(store, $".{name}-*").Where(path => System.IO.Path.GetFileName(path)[(name.Length + 2)..] is var rest
            && (rest == "old" || (rest.EndsWith(".part", StringComparison.Ordinal) && !rest.Contains('-', StringComparison.Ordinal))))]
        : [];

    /// <summary>Takes a model's files over, to keep those that are right.</summary>
    public void TakeOver(string model)
    {
        foreach (var file in Directory.EnumerateFiles(model).Where(file => System.IO.Path.GetFileName(file) != ModelFileNames.Manifest).ToList())
            File.Move(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Gives the folder the model's name, at once and as a whole. What lay there is moved aside and deleted after.</summary>
    public string Publish()
    {
        var model = System.IO.Path.Combine(_store, _name);
        var aside = System.IO.Path.Combine(_store, $".{_name}-old");
        if (Directory.Exists(model))
            Directory.Move(model, aside);
        Directory.Move(Path, model);
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        return model;
    }

    public void Delete() => Directory.Delete(Path, recursive: true);
}

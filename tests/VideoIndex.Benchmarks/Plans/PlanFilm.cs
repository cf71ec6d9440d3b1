namespace VideoIndex.Benchmarks.Plans;

/// <summary>A film with what is to be found in it.</summary>
internal sealed record PlanFilm(string Path, IReadOnlyList<Scene> Scenes)
{
    /// <summary>Whether it is known what should be said; else it only counts whether a picture of each scene is looked at.</summary>
    public bool HasWords => Scenes.Any(scene => scene.Captions.Count > 0);

    /// <summary>What is left of the scenes when the film begins so much later.</summary>
    public PlanFilm Later(TimeSpan by) => this with { Scenes = [.. Scenes.Where(scene => scene.End > by).Select(scene => scene.Later(by))] };
}

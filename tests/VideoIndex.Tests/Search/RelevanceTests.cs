using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>The sample films as a perfect captioner that words things differently would describe them.</summary>
public sealed class RelevanceTests(ITestOutputHelper output) : IDisposable
{
    private readonly SearchLibrary _library = new();
    private readonly IReadOnlyList<Film> _films = JsonSerializer.Deserialize<List<Film>>(
        File.ReadAllText(Path.Combine(TestFolders.SampleMedia, "truth.json")), JsonSerializerOptions.Web)!;

    public void Dispose() => _library.Dispose();

    [Fact]
    public void Find_PutsTheSceneAmongTheFirstThree_ForNineOfTenDescriptions()
    {
        IndexSecondCaptions();

        var places = _films.SelectMany(film => film.Scenes, (film, scene) => (film, scene, Place: PlaceOf(film, scene))).ToList();

        foreach (var (film, scene, place) in places.Where(row => row.Place is 0 or > 1))
            output.WriteLine($"{film.File} {scene.Kind} {scene.Start}: {(place == 0 ? "not found" : place)}: {scene.Captions[0]}");
        var firstThree = places.Count(row => row.Place is >= 1 and <= 3);
        output.WriteLine($"{firstThree} of {places.Count} in the first three, {places.Count(row => row.Place == 1)} first");
        Assert.True(firstThree >= 0.9 * places.Count, $"{firstThree} of {places.Count}");
    }

    [Fact]
    public void Find_PutsBothCelebrationsFirst()
    {
        IndexSecondCaptions();

        foreach (var clip in _library.Find("goal celebration").Clips)
            output.WriteLine($"{clip.Rank} {clip.Span} {clip.Score:0.00} {clip.Caption}");
        Assert.Equal(
            ["football-match.mp4 00:50 - 01:00", "football-match.mp4 01:30 - 01:40"],
            _library.Lines("goal celebration").Take(2).Select(line => line[2..]).Order());
    }

    private int PlaceOf(Film film, Scene scene)
    {
        var clips = _library.Find(scene.Captions[0]).Clips;
        var span = TimeRange.FromMs((long)(scene.Start * 1000), (long)(scene.End * 1000));
        return clips.FirstOrDefault(clip => clip.Path.EndsWith(film.File, StringComparison.Ordinal) && clip.Span.Overlaps(span))?.Rank ?? 0;
    }

    /// <summary>Each window says the second caption of the scene in its middle.</summary>
    private void IndexSecondCaptions()
    {
        foreach (var film in _films)
        {
            var middles = Enumerable.Range(0, (int)film.Duration / 10).Select(i => i * 10 + 5);
            _library.Film(film.File, [.. middles.Select(middle =>
                film.Scenes.First(scene => middle >= scene.Start && middle < scene.End).Captions[1])]);
        }
    }

    private sealed record Film(string File, double Duration, List<Scene> Scenes);

    private sealed record Scene(double Start, double End, string Kind, List<string> Captions);
}

using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>The speeds that were measured, in <c>speed.json</c> in the data folder. Derived: what cannot be read is as if it were not there. Thread-safe.</summary>
public sealed class SpeedFile(string dataFolder)
{
    /// <summary>Models and settings that somebody uses in turn; the oldest make way.</summary>
    private const int MostSpeeds = 50;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly string _file = Path.Combine(dataFolder, "speed.json");

    public MeasuredSpeed? Find(string key) => All().FirstOrDefault(speed => speed.Key == key);

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<MeasuredSpeed> All()
    {
        try
        {
            var speeds = JsonSerializer.Deserialize<List<MeasuredSpeed>>(File.ReadAllBytes(_file), Json) ?? [];
            return [.. speeds.Where(IsSound)];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>In place of an older one of the same key; what an older one alone knows is kept. Nothing is written where that is not possible.</summary>
    public void Put(MeasuredSpeed speed)
    {
        var known = All();
        var share = speed.OneFrameShare ?? known.FirstOrDefault(each => each.Key == speed.Key)?.OneFrameShare;
        var part = $"{_file}.{Environment.ProcessId}.part";
        try
        {
            List<MeasuredSpeed> kept = [speed with { OneFrameShare = share }, .. known.Where(each => each.Key != speed.Key).Take(MostSpeeds - 1)];
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(kept, Json));
            File.Move(part, _file, overwrite: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // A run that did its work does not fail for this; the next estimate measures again.
        }
    }

    private static bool IsSound(MeasuredSpeed? speed) =>
        speed is { Key: not null, Device: not null, SecondsPerWindow: > 0 and < 86_400, OverheadSeconds: >= 0 and < 86_400, OneFrameShare: null or (> 0 and <= 1) };
}

namespace VideoIndex.Api;

/// <summary>Files made on demand, kept up to a number of bytes; those not asked for longest go first. Thread-safe; may be deleted at any time.</summary>
/// <param name="folder">For nothing else.</param>
internal sealed class FileCache(string folder, long mostBytes, TimeProvider clock)
{
    /// <summary>The folder is measured after so many new files, and at the first: it may be over its size by that many.</summary>
    private const int MeasureEvery = 16;

    private readonly SharedWork<string> _making = new();
    private readonly Lock _trimming = new();
    private int _made;

    /// <summary>The path of the file with this name; when it is not there, <paramref name="make"/> writes it to the path it is given, once for all who ask.</summary>
    /// <param name="name">Letters and digits of ours, never a visitor's text.</param>
    public async Task<string> GetAsync(string name, Func<string, Task> make)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            Touch(path);
            return path;
        }

        return await _making.DoAsync(name, () => MakeAsync(path, make));
    }

    private async Task<string> MakeAsync(string path, Func<string, Task> make)
    {
        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await make(part);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        if (Interlocked.Increment(ref _made) % MeasureEvery == 1)
            Trim(path);
        return path;
    }

    private void Trim(string kept)
    {
        lock (_trimming)
        {
            var files = new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList();
            var bytes = 0L;
            foreach (var file in files)
            {
                bytes += file.Length;
                if (bytes > mostBytes && file.FullName != kept && file.Extension != ".part")
                    file.Delete(); // who reads it now keeps it until the end
            }
        }
    }

    private void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        }
        catch (IOException)
        {
            // trimmed at this moment: the caller finds it gone, or has it open
        }
    }
}

using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>
/// Lends the one writer of a data folder to all of this process that have something to store: a person's correction need not wait for the
/// end of an index run. Opened for the first, closed behind the last. Thread-safe.
/// </summary>
public sealed class SharedWriter(string dataFolder, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private CatalogWriter? _open;
    private int _users;

    /// <exception cref="VideoIndexException">data_folder_unusable, already_running (another process), catalog_damaged, catalog_too_new, disk_full</exception>
    public Loan Borrow()
    {
        lock (_lock)
        {
            _open ??= CatalogWriter.Open(dataFolder, clock);
            _users++;
            return new Loan(this, _open);
        }
    }

    private void Return()
    {
        lock (_lock)
        {
            if (--_users > 0)
                return;
            _open!.Dispose();
            _open = null;
        }
    }

    /// <summary>The writer, until it is given back; to be disposed once.</summary>
    public sealed class Loan(SharedWriter owner, CatalogWriter writer) : IDisposable
    {
        public CatalogWriter Writer { get; } = writer;

        public void Dispose() => owner.Return();
    }
}

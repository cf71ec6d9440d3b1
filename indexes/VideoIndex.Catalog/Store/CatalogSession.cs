using Microsoft.Data.Sqlite;

namespace VideoIndex.Catalog;

/// <summary>Runs statements of one connection; each is prepared once and used again. Not safe for two threads at a time.</summary>
internal sealed class CatalogSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteTransaction? Transaction { get; set; }

    /// <summary>Every statement that was run so far: a test asks SQLite how it would carry each of them out.</summary>
    public IReadOnlyCollection<string> Statements => _prepared.Keys;

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        using var reader = Command(sql, parameters).ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first column of the first row; null when there is no row or it holds null.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteScalar() is long value ? value : null;

    /// <summary>
    /// A list of ids as one parameter, for <c>IN (SELECT value FROM json_each(@ids))</c>: any number of them, one prepared statement.
    /// </summary>
    public static string Ids(IEnumerable<long> ids) => $"[{string.Join(',', ids)}]";

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _prepared.Add(sql, command);
        }

        command.Transaction = Transaction;
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}

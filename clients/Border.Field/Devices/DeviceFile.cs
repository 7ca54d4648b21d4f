using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Border.Field.Devices;

/// <summary>The device's SQLite file. A commit is on the disk before it returns.</summary>
internal sealed class DeviceFile : IDisposable
{
    private const string Scripts = "Migrations/";
    private const int Full = 13;

    /// <summary>How long another program that uses the file is waited for.</summary>
    public static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private DeviceFile(SqliteConnection connection) => _connection = connection;

    /// <summary>The newest schema that this client knows.</summary>
    public static int Newest => Names().Length;

    /// <summary>Opens the file and brings its schema up to date.</summary>
    /// <param name="upTo">The schema to stop at, as an older client would; null for the newest.</param>
    /// <exception cref="DeviceException">It is not there and may not be made, is newer, or cannot be used.</exception>
    public static DeviceFile Open(string path, bool create, int? upTo = null)
    {
        if (!create && !File.Exists(path))
            throw new DeviceException($"There is no device in {Path.GetDirectoryName(path)}. `border field enrol` makes one.");
        if (create)
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = (int)LockWait.TotalSeconds }.ToString());
        var file = new DeviceFile(connection);
        try
        {
            connection.Open();
            file.Run("pragma journal_mode = wal");
            // FULL: the log is synced at each commit. What is deleted is overwritten, since it was about people.
            file.Run("pragma synchronous = full");
            file.Run("pragma secure_delete = on");
            file.Run("pragma foreign_keys = on");
            file.Migrate(upTo ?? Newest);
            return file;
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    public int Run(string sql, params object?[] values) => Guarded(() =>
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    });

    public IReadOnlyList<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params object?[] values) => Guarded(() =>
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    });

    /// <summary>All of it or nothing.</summary>
    public T InOne<T>(Func<T> work) => Guarded(() =>
    {
        if (InTransaction)
            return work();
        Run("begin immediate");
        InTransaction = true;
        try
        {
            var result = work();
            Run("commit");
            return result;
        }
        catch (Exception)
        {
            RollBack();
            throw;
        }
        finally
        {
            InTransaction = false;
        }
    });

    public void InOne(Action work) => InOne(() =>
    {
        work();
        return true;
    });

    public void Dispose() => _connection.Dispose();

    /// <summary>Brings the schema to a number. Two processes may do so at once.</summary>
    private void Migrate(int upTo) => InOne(() =>
    {
        var present = Read("pragma user_version", row => row.GetInt32(0))[0];
        if (present > Newest)
            throw new DeviceException($"The device was used by a newer client: its schema is {present}, this client knows {Newest}. Update the client.");
        foreach (var name in Names().Skip(present).Take(upTo - present))
            Run(Text(name));
        if (present < upTo)
            Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {upTo}"));
    });

    private bool InTransaction { get; set; }

    private SqliteCommand Command(string sql, object?[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"), values[i] ?? DBNull.Value);
        return command;
    }

    private void RollBack()
    {
        try
        {
            Run("rollback");
        }
        catch (DeviceException)
        {
            // A full disk has ended the transaction already.
        }
    }

    // The answers of the server come on other threads than the one that records.
    private T Guarded<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode == Full)
            {
                throw new DeviceException("The storage of the device is full. Nothing of this was saved; what was saved before is safe.", fault);
            }
            catch (SqliteException fault) when (
                fault.SqliteErrorCode is 5 or 8 or 10 or 11 or 14 or 26 || fault.Message.Contains("no transaction", StringComparison.Ordinal))
            {
                throw new DeviceException($"The file of the device cannot be used (SQLite error {fault.SqliteExtendedErrorCode}).", fault);
            }
        }
    }

    private static string[] Names() =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Scripts, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

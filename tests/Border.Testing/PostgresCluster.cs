using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Border.Testing;

/// <summary>
/// A PostgreSQL cluster of its own, on a free loopback port, in a scratch folder, gone with the test. The server programs
/// refuse to run as root; then they run as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> SharedCluster = new(StartSharedAsync);

    private readonly string folder;
    private readonly string bin;
    private readonly Lazy<PreparedDatabases> prepared;
    private Process? server;

    private PostgresCluster(string folder, string bin, int port)
    {
        (this.folder, this.bin, Port) = (folder, bin, port);
        prepared = new(() => new PreparedDatabases(ConnectionString));
    }

    public int Port { get; }

    public string ConnectionString => At("127.0.0.1");

    /// <summary>The same server over its socket, a file in the folder.</summary>
    public string SocketConnectionString => At(folder);

    internal PreparedDatabases Prepared => prepared.Value;

    /// <summary>The cluster that all tests of this process share; each takes databases with names of its own.</summary>
    public static Task<PostgresCluster> SharedAsync() => SharedCluster.Value;

    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await NewAsync((await RunAsync("pg_config", "--bindir")).Trim());
        await cluster.RunServerToolAsync("initdb", "-D", cluster.Data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>A second server that follows this one, and takes no writes until it is promoted.</summary>
    public async Task<PostgresCluster> StartStandbyAsync()
    {
        var standby = await NewAsync(bin);
        await standby.RunServerToolAsync(
            "pg_basebackup", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-D", standby.Data, "-R", "-c", "fast", "--no-sync");
        await standby.StartServerAsync();
        return standby;
    }

    public async Task StartServerAsync()
    {
        var start = Command("postgres", "-D", Data, "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", folder, "-c", "max_connections=300", "-c", "shared_buffers=128MB");
        start.RedirectStandardError = true;
        server = Process.Start(start)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString};Database=postgres;Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Ends the server and all its processes at once, as a power cut would.</summary>
    public void Kill()
    {
        // With runuser in between the server is a child of the process that was started.
        foreach (var id in ServerProcessIds())
        {
            try
            {
                Process.GetProcessById(id).Kill();
            }
            catch (ArgumentException)
            {
                // It ended by itself because the others were gone.
            }
        }

        server!.WaitForExit();
    }

    /// <summary>Ends the server at once, and not as a power cut would: one that is not started again must give back its shared memory.</summary>
    public void End()
    {
        using var signal = Process.Start("kill", ["-QUIT", PostmasterId().ToString(CultureInfo.InvariantCulture)]);
        server!.WaitForExit();
    }

    public async Task<string> DumpAsync(string database)
    {
        var file = Path.Combine(folder, $"{database}.dump");
        await RunServerToolAsync("pg_dump", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-Fc", "-f", file, database);
        return file;
    }

    public async Task RestoreAsync(string database, string file)
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        await RunServerToolAsync("createdb", "-h", "127.0.0.1", "-p", port, "-U", "postgres", database);
        await RunServerToolAsync("pg_restore", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-d", database, file);
    }

    /// <summary>
    /// By a process of its own: a test host that is ending waits neither for the server nor for a thousand files to be deleted. A server
    /// that is ended at once, but not killed, gives back its shared memory.
    /// </summary>
    public void Dispose()
    {
        var postmaster = server is { HasExited: false } ? PostmasterId().ToString(CultureInfo.InvariantCulture) : "";
        server?.Dispose();
        const string ending = """
            if [ -n "$1" ]; then kill -QUIT "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; fi
            rm -rf "$2"
            """;
        using var process = Process.Start("sh", ["-c", ending, "sh", postmaster, folder]);
    }

    private string At(string host) =>
        $"Host={host};Port={Port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Timeout=5;Include Error Detail=true";

    private string Data => Path.Combine(folder, "data");

    private static async Task<PostgresCluster> StartSharedAsync()
    {
        var cluster = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster;
    }

    private static async Task<PostgresCluster> NewAsync(string bin)
    {
        var folder = Directory.CreateTempSubdirectory("border-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", folder);
        return new PostgresCluster(folder, bin, FreePort.Next());
    }

    private int PostmasterId() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private List<int> ServerProcessIds()
    {
        var postmaster = PostmasterId();
        var ids = new List<int> { postmaster };
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ParentOf(id) == postmaster)
                ids.Add(id);
        }

        return ids;
    }

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(bin, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = folder;
        return start;
    }

    private Task<string> RunServerToolAsync(string program, params string[] arguments) => RunAsync(Command(program, arguments));

    private static Task<string> RunAsync(string program, params string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{start.FileName}: {error}");
    }
}

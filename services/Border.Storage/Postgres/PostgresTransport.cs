using System.Net;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>Nothing goes to a database on another machine in the clear, or to a machine that only says that it is the one.</summary>
internal static class PostgresTransport
{
    /// <returns>Whether the connection stays on this machine, or is encrypted and its server verified.</returns>
    public static bool IsSafe(NpgsqlConnectionStringBuilder connection) =>
        connection.SslMode is SslMode.VerifyCA or SslMode.VerifyFull || HostsOf(connection).All(IsThisMachine);

    /// <returns>One or several, of which each may have a port of its own.</returns>
    public static string[] HostsOf(NpgsqlConnectionStringBuilder connection) => (connection.Host ?? "").Split(',', StringSplitOptions.TrimEntries);

    /// <returns>Whether it is a path on this machine, or an abstract name of Linux, and nothing that TCP goes to.</returns>
    public static bool IsSocket(string host) => host.StartsWith('/') || host.StartsWith('@');

    private static bool IsThisMachine(string host)
    {
        if (host is "" || IsSocket(host))
            return true;
        var name = host.StartsWith('[') && host.Contains(']') ? host[1..host.IndexOf(']', StringComparison.Ordinal)] : host.Count(c => c == ':') == 1 ? host.Split(':')[0] : host;
        return name == "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}

using System.Net.Sockets;
using Border.Storage.Postgres;
using Npgsql;

namespace Border.Storage.Tests;

/// <summary>What the log is told of a server that cannot be used: enough to know what to do, and nothing of what is stored.</summary>
public sealed class PostgresFaultsTests
{
    [Theory]
    [InlineData("28000", "role \"border\" does not exist")]
    [InlineData("28P01", "password authentication failed for user \"border\"")]
    [InlineData("53100", "could not extend file: No space left on device")]
    [InlineData("57P03", "the database system is starting up")]
    [InlineData("25006", "cannot execute UPDATE in a read-only transaction")]
    public void Translate_FaultOfTheServer_SaysWhatItSays(string state, string text)
    {
        var told = PostgresDatabase.Translate(new PostgresException(text, "FATAL", "FATAL", state, detail: "Key (name)=(Wang-invented) is there."));

        Assert.Equal($"PostgreSQL cannot be used now ({state}: {text}).", Assert.IsType<StorageUnavailableException>(told).Message);
    }

    [Theory]
    [InlineData("42P01")]
    [InlineData("XX001")]
    public void Translate_FaultOfAStatement_SaysItsStateOnly(string state)
    {
        var told = PostgresDatabase.Translate(new PostgresException("value Wang-invented", "ERROR", "ERROR", state));

        Assert.Equal($"PostgreSQL cannot be used now ({state}).", Assert.IsType<StorageUnavailableException>(told).Message);
    }

    [Fact]
    public void Translate_FaultOfTheNetwork_SaysItsCause()
    {
        var cause = new SocketException((int)SocketError.ConnectionRefused);

        var told = PostgresDatabase.Translate(new NpgsqlException("Failed to connect to 127.0.0.1:1", cause));

        Assert.Equal($"PostgreSQL cannot be used now (Failed to connect to 127.0.0.1:1: {cause.Message}).", told.Message);
    }
}

using Border.Storage.Postgres;

namespace Border.Storage.Tests;

public sealed class PostgresSettingsTests
{
    [Fact]
    public void Settings_NothingSaid_PreparesStatementsAndHoldsFewConnections()
    {
        var settings = PostgresDatabase.Settings("Host=127.0.0.1;Username=postgres", "border_cases");

        Assert.Equal(64, settings.MaxAutoPrepare);
        Assert.Equal(11, settings.MaxPoolSize);
        Assert.True(settings.NoResetOnClose);
        Assert.Equal(15, settings.TcpKeepAliveTime);
        Assert.Equal("border_cases", settings.ApplicationName);
    }

    [Fact]
    public void Settings_SaidByTheConnectionString_AreKept()
    {
        var settings = PostgresDatabase.Settings(
            "Host=127.0.0.1;MaxPoolSize=7;Max Auto Prepare=0;No Reset On Close=false;TCP Keepalive Time=60;Application Name=ours", "border_cases");

        Assert.Equal(0, settings.MaxAutoPrepare);
        Assert.Equal(7, settings.MaxPoolSize);
        Assert.False(settings.NoResetOnClose);
        Assert.Equal(60, settings.TcpKeepAliveTime);
        Assert.Equal("ours", settings.ApplicationName);
    }

    [Theory]
    [InlineData("Host=/var/run/postgresql")]
    [InlineData("Host=@border")]
    [InlineData("Host=127.0.0.1,/var/run/postgresql")]
    public void Settings_OfASocket_KeepNothingAliveByTcp(string connection)
    {
        var settings = PostgresDatabase.Settings(connection, "border_cases");

        Assert.Equal((0, 0), (settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval));
    }

    [Theory]
    [InlineData("Host=127.0.0.1", null)]
    [InlineData("Host=127.0.0.1,::1", "primary")]
    [InlineData("Host=127.0.0.1,::1;Target Session Attributes=read-write", "read-write")]
    public void Settings_OfSeveralServers_AskForTheOneThatTakesWrites(string connection, string? target)
    {
        var settings = PostgresDatabase.Settings(connection, "border_cases");

        Assert.Equal(target, settings.TargetSessionAttributes);
    }

    [Fact]
    public void Settings_OptionsOfTheConnectionString_StandBesideTheDurableCommit()
    {
        var settings = PostgresDatabase.Settings("Host=127.0.0.1;Options=-c synchronous_commit=off", "border_cases");

        Assert.Equal("-c synchronous_commit=off -c synchronous_commit=on -c jit=off", settings.Options);
    }
}

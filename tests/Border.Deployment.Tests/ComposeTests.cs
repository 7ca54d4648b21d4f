using System.Text.Json.Nodes;
using Border.Storage;

namespace Border.Deployment.Tests;

public sealed class ComposeTests
{
    private static readonly JsonObject Compose = ComposeFile.Read();

    [Fact]
    public void Containers_OfServices_HaveNoRightsAndWriteNothing() =>
        Assert.All(Built(), service =>
        {
            Assert.Equal("true", service.Value.TextAt("read_only"));
            Assert.Equal(["ALL"], service.Value.ListAt("cap_drop").Select(right => right.ToString()));
            Assert.Contains("no-new-privileges:true", service.Value.ListAt("security_opt").Select(option => option.ToString()));
        });

    [Fact]
    public void Addresses_WithoutTls_AreLoopback() =>
        Assert.All(
            Built().SelectMany(service => service.Value.MapAt("environment")).Where(variable => variable.Value!.ToString().Contains("://", StringComparison.Ordinal)),
            variable => Assert.StartsWith("http://127.0.0.1:", ComposeFile.WithDefaults(variable.Value!.ToString()), StringComparison.Ordinal));

    [Fact]
    public void Ports_ThatArePublished_AreLoopback() =>
        Assert.All(
            Compose.MapAt("services").SelectMany(service => service.Value.ListAt("ports")),
            port => Assert.StartsWith("127.0.0.1:", port.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Postgres_Listens_OnLoopbackWhereTheServicesLook()
    {
        var postgres = Compose.At("services", "postgres");

        Assert.Contains("listen_addresses=127.0.0.1", postgres.ListAt("command").Select(word => word.ToString()));
        var port = ComposeFile.WithDefaults(postgres.TextAt("environment", "PGPORT"));
        Assert.All(Storing(), service => Assert.Contains(
            $"Host=127.0.0.1;Port={port};", ComposeFile.WithDefaults(service.Value.TextAt("environment", "Storage__ConnectionString")), StringComparison.Ordinal));
    }

    [Fact]
    public void Postgres_AsItComes_HasConnectionsForEveryService() =>
        Assert.InRange(Storing().Length * StorageOptions.MostConnections, 1, PostgresConnections.OfServices(Compose.At("services", "postgres").ListAt("command")));

    [Fact]
    public void Password_OfServicesAndServer_ComesFromOneVariable() =>
        Assert.All(Storing(), service => Assert.Equal(
            Compose.TextAt("services", "postgres", "environment", "POSTGRES_PASSWORD"), service.Value.TextAt("environment", "PGPASSWORD")));

    [Fact]
    public void Postgres_CallersOfTheSameMachine_NeedThePassword() =>
        Assert.Equal(PostgresConnections.PasswordsForAll, Compose.TextAt("services", "postgres", "environment", "POSTGRES_INITDB_ARGS"));

    [Fact]
    public void PrivacyKey_OfEveryService_IsBroughtAndHasNoDefault() =>
        Assert.All(Storing(), service => Assert.StartsWith("${BORDER_PRIVACY_KEY:?", service.Value.TextAt("environment", "Privacy__Key"), StringComparison.Ordinal));

    [Fact]
    public void Telemetry_OfItsOwnProfile_IsLeftOutOtherwise() =>
        Assert.All(["collector", "traces"], name => Assert.Equal(["telemetry"], Compose.ListAt("services", name, "profiles").Select(profile => profile.ToString())));

    [Fact]
    public void Headquarters_OfItsOwnProfile_FindsEveryServiceWhereItListens()
    {
        var headquarters = Compose.At("services", "headquarters");

        Assert.Equal(["web"], headquarters.ListAt("profiles").Select(profile => profile.ToString()));
        Assert.True(File.Exists(Repository.PathOf(headquarters.TextAt("build", "dockerfile"))));
        Assert.All(Storing(), service => Assert.Equal(
            service.Value.TextAt("environment", "Listen__Url"),
            headquarters.TextAt("environment", $"Headquarters__{char.ToUpperInvariant(service.Key[0])}{service.Key[1..]}")));
    }

    private static KeyValuePair<string, JsonNode?>[] Storing() =>
        [.. Built().Where(service => service.Value.At("environment", "Storage__Engine") is not null)];

    private static KeyValuePair<string, JsonNode?>[] Built() =>
        [.. Compose.MapAt("services").Where(service => service.Value.At("build") is not null)];
}

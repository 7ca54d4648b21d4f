using Border.Cli.Tests.Fakes;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;

namespace Border.Cli.Tests;

/// <summary>A server that is its own issuer, and the tokens that are made beside it.</summary>
public sealed class TokenCommandTests : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private ServiceHost server = null!;

    public async Task InitializeAsync()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        server = await ServiceHost.StartAsync(
            place, builder => builder.Services.AddRecords("test", "border.test.v1.Test"), _ => { }, ("Tokens:Issuer", "local"), ("Storage:DataDirectory", folder.Path), ("Tokens:Audience", "station-7"));
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Run_WithoutAToken_IsRefused()
    {
        var result = await RunAsync("search", "x", "--in", "cases");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith("Unauthenticated (ACTOR_MISSING)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithATokenOfTheMachine_IsKnown()
    {
        var token = await TokenAsync();

        Assert.DoesNotContain("Unauthenticated", (await RunAsync("search", "x", "--in", "cases", "--token", token)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithATokenFile_IsKnown()
    {
        await File.WriteAllTextAsync(folder.File("token"), await TokenAsync() + "\n");

        var result = await RunAsync("search", "x", "--in", "cases", "--token-file", folder.File("token"));

        Assert.DoesNotContain("Unauthenticated", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithATokenFileBesideATokenOfTheEnvironment_IsKnownByTheFile()
    {
        await File.WriteAllTextAsync(folder.File("token"), await TokenAsync());
        var environment = new Dictionary<string, string> { ["BORDER_SERVER"] = server.Address.ToString(), ["BORDER_TOKEN"] = await TokenAsync("station-8") };

        var result = await CommandLine.RunAsync(environment, Stream.Null, CancellationToken.None, "search", "x", "--in", "cases", "--token-file", folder.File("token"));

        Assert.DoesNotContain("Unauthenticated", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithATokenForAnotherStation_IsRefused()
    {
        var token = await TokenAsync("station-8");

        var result = await RunAsync("search", "x", "--in", "cases", "--token", token);

        Assert.StartsWith("Unauthenticated (TOKEN_NOT_ACCEPTED)", result.Error, StringComparison.Ordinal);
    }

    private async Task<string> TokenAsync(string audience = "station-7")
    {
        var made = await RunAsync(
            "token", "--role", "supervisor,auditor", "--area", "53", "--unit", "U-1", "--for", "officer-7", "--data", folder.Path, "--audience", audience);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        return made.Lines.Single();
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => CommandLine.RunAsync(server.Address.ToString(), "", arguments);
}

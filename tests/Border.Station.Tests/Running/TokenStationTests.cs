using Border.Cases.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Station.Tests.Running;

/// <summary>A station that is its own issuer of tokens: its parts know one another without one, and nobody else is known.</summary>
public sealed class TokenStationTests
{
    private const int Divisor = 1000;

    [Fact]
    public async Task Load_OfADemoWhereTokensAreNeeded_IsCounted()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var station = await RunningStation.StartAsync(place, Divisor, "--Tokens:Issuer=local");

        var notes = await station.LoadAsync();

        Assert.Contains("submissions stored and counted", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfAnybodyWithoutAToken_IsRefused()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var station = await RunningStation.StartAsync(place, Divisor, "--Tokens:Issuer=local");

        var error = await Assert.ThrowsAsync<RpcException>(async () => await new CaseService.CaseServiceClient(station.Channel).ListCasesAsync(new()));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }
}

using Border.ServiceDefaults.Errors;
using Border.Statistics.Figures;
using Border.Testing;
using Border.Type.V1;
using Grpc.Net.Client;

namespace Border.Statistics.Tests.Figures;

public sealed class KnownRecordsTests
{
    [Theory]
    [InlineData("cases/a")]
    [InlineData("notices/a")]
    public async Task Among_RecordsOfCasesWhileTheirServiceIsAway_IsToComeLater(string name)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort.Next()}");
        var records = new KnownRecords(new(channel));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => records.AmongAsync([name], CancellationToken.None));

        Assert.Equal(ErrorReason.StorageUnavailable, refusal.Reason);
    }

    [Fact]
    public async Task Among_RecordsThatOnlyTheirAreaGuards_AsksNobody()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort.Next()}");
        var records = new KnownRecords(new(channel));

        Assert.Equal(["patrols/a", "seizures/b"], (await records.AmongAsync(["patrols/a", "seizures/b", "patrols/a"], CancellationToken.None)).Order());
    }
}

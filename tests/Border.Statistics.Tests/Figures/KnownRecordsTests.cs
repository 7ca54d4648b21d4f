using Border.ServiceDefaults.Errors;
using Border.Statistics.Figures;
using Border.Testing;
using Border.Type.V1;
using Grpc.Net.Client;

namespace Border.Statistics.Tests.Figures;

public sealed class KnownRecordsTests
{
    [Fact]
    public async Task Among_CasesWhileTheirServiceIsAway_IsToComeLater()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort.Next()}");
        var records = new KnownRecords(new(channel));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => records.AmongAsync(["cases/a"], CancellationToken.None));

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

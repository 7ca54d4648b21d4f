using Border.Cases.Tests.Notices;
using Border.Cases.V1;
using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Cases.Tests.Links;

/// <summary>Links to records of another service that is configured.</summary>
public sealed class LinkedRecordsTests : IAsyncLifetime
{
    private StoragePlace _place = null!;
    private ServiceHost _seizures = null!;
    private ServiceHost _cases = null!;

    private CaseService.CaseServiceClient Client => new(_cases.Channel);

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _seizures = await ServiceHost.StartAsync(_place, _ => { }, Map);
        var address = _seizures.Address.ToString();
        _cases = await ServiceHost.StartAsync(_place, builder => builder.AddCases(), app => app.MapCases(), ("Links:Seizures", address));
        await Client.RegisterCaseAsync(CaseHost.Registration("a"));
    }

    public async Task DisposeAsync()
    {
        await _cases.DisposeAsync();
        await _seizures.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task LinkRecord_ToASeizure_OnlyWhenItIsThere()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Client.LinkRecordAsync(Link("seizures/none", "1")));

        Assert.Equal(nameof(ErrorReason.UnknownReference), ReasonOf(refusal));
        Assert.Single((await Client.LinkRecordAsync(Link("seizures/there", "2"))).Links);
        Assert.Equal(2, (await Client.LinkRecordAsync(Link("patrols/not-asked", "3"))).Links.Count);
    }

    [Fact]
    public async Task RecordNotice_AboutASeizure_OnlyWhenItIsThere()
    {
        var notices = new NoticeService.NoticeServiceClient(_cases.Channel);
        RecordNoticeRequest request = new() { NoticeId = "a", Notice = SampleNotices.Incoming(), RequestId = "1" };
        request.Notice.Records.Add("seizures/none");

        Assert.Equal(nameof(ErrorReason.UnknownReference), ReasonOf(await Assert.ThrowsAsync<RpcException>(async () => await notices.RecordNoticeAsync(request))));
        request.Notice.Records[0] = "seizures/there";
        Assert.Equal("U1/N-2021-0001", (await notices.RecordNoticeAsync(request)).Number);
    }

    [Fact]
    public async Task AddEvidence_ThatIsAnExhibit_OnlyWhenItIsThere()
    {
        var evidence = new CaseEvidenceService.CaseEvidenceServiceClient(_cases.Channel);
        CaseEvidence item = new() { Kind = EvidenceKind.Object, ObtainTime = SampleCases.Registered, Description = new() { Text = "A boat" }, Exhibit = "exhibits/none" };
        AddEvidenceRequest request = new() { Name = "cases/a", EvidenceId = "e", Evidence = item, RequestId = "1" };

        Assert.Equal(nameof(ErrorReason.UnknownReference), ReasonOf(await Assert.ThrowsAsync<RpcException>(async () => await evidence.AddEvidenceAsync(request))));
        item.Exhibit = "exhibits/there";
        Assert.Equal("exhibits/there", (await evidence.AddEvidenceAsync(request)).Exhibit);
    }

    [Fact]
    public async Task LinkRecord_ServiceIsAway_IsUnavailableButForARetry()
    {
        var linked = await Client.LinkRecordAsync(Link("seizures/there", "1"));
        await _seizures.DisposeAsync();

        Assert.Equal(StatusCode.Unavailable, await CaseHost.RefusalOf(Client.LinkRecordAsync(Link("seizures/other", "2"))));
        Assert.Equal(linked, await Client.LinkRecordAsync(Link("seizures/there", "1")));
    }

    private static string ReasonOf(RpcException error) =>
        error.Reason() is "ERROR_REASON_UNKNOWN_REFERENCE" ? nameof(ErrorReason.UnknownReference) : "";

    private static LinkRecordRequest Link(string record, string request) =>
        new() { Name = "cases/a", Record = record, Kind = LinkKind.Evidence, Reason = "why", RequestId = request };

    private sealed class OneSeizure : SeizureService.SeizureServiceBase
    {
        public override Task<Seizure> GetSeizure(GetSeizureRequest request, ServerCallContext context) =>
            request.Name.EndsWith("none", StringComparison.Ordinal)
                ? throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, ""))
                : Task.FromResult(new Seizure { Name = request.Name });
    }

    private static void Map(WebApplication app)
    {
        app.MapGrpcService<OneSeizure>();
        app.MapGrpcService<OneExhibit>();
    }

    private sealed class OneExhibit : CustodyService.CustodyServiceBase
    {
        public override Task<Exhibit> GetExhibit(GetExhibitRequest request, ServerCallContext context) =>
            request.Name.EndsWith("none", StringComparison.Ordinal)
                ? throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, ""))
                : Task.FromResult(new Exhibit { Name = request.Name });
    }
}

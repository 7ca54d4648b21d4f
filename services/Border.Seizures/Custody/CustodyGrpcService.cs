using Border.Seizures.Custody.Reports;
using Border.Seizures.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Seizures.Custody;

internal sealed class CustodyGrpcService(CustodyRegister register, ChainReader chains, CustodyReports reports) : CustodyService.CustodyServiceBase
{
    public override Task<Exhibit> OpenExhibit(OpenExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> SealExhibit(SealExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> BreakSeal(BreakSealRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> OfferHandOver(OfferHandOverRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> ConfirmHandOver(ConfirmHandOverRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> RefuseHandOver(RefuseHandOverRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> StoreExhibit(StoreExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> SplitExhibit(SplitExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> TakeSample(TakeSampleRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> WeighExhibit(WeighExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> RecordLoss(RecordLossRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> DestroyExhibit(DestroyExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> ReturnExhibit(ReturnExhibitRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Exhibit> GetExhibit(GetExhibitRequest request, ServerCallContext context) =>
        chains.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListExhibitsResponse> ListExhibits(ListExhibitsRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task<ListCustodyEntriesResponse> ListCustodyEntries(ListCustodyEntriesRequest request, ServerCallContext context) =>
        register.ListEntriesAsync(request, context.CancellationToken);

    public override Task<VerifyCustodyResponse> VerifyCustody(VerifyCustodyRequest request, ServerCallContext context) =>
        chains.VerifyAsync(request.Name, request.KnownHash, context.CancellationToken);

    public override Task<CustodyReport> GetCustodyReport(GetCustodyReportRequest request, ServerCallContext context) =>
        reports.MakeAsync(request, context.CancellationToken);

    private async Task<Exhibit> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Seizures;

internal sealed class SeizureGrpcService(SeizureRegister register, CustodyRegister custody, BulkStream bulk) : SeizureService.SeizureServiceBase
{
    public override Task<Seizure> RecordSeizure(RecordSeizureRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Seizure> AmendSeizure(AmendSeizureRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Seizure> RecordMeasurement(RecordMeasurementRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Seizure> WithdrawMeasurement(WithdrawMeasurementRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Seizure> VoidSeizure(VoidSeizureRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Seizure> GetSeizure(GetSeizureRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListSeizuresResponse> ListSeizures(ListSeizuresRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task SubmitSeizures(
        IAsyncStreamReader<SubmitSeizuresRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) =>
        bulk.RunAsync(requestStream, responseStream, SubmitAsync, context);

    private async Task<Written<IMessage>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        if (!CustodyRegister.Takes(request))
            return Plain(await register.SubmitAsync(request, actor, ct));
        return Plain(await custody.SubmitAsync(request, actor, ct));
    }

    private static Written<IMessage> Plain<T>(Written<T> written)
        where T : IMessage =>
        new(written.Record, written.Name, written.Etag, written.FeedPosition, written.Replayed);

    private async Task<Seizure> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

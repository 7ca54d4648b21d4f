using Border.Erasures.V1;
using Border.ServiceDefaults.Actors;
using Grpc.Core;

namespace Border.ServiceDefaults.Erasing;

internal sealed class ErasureGrpcService(ErasureRegister register, ErasureProposals proposals, LegalHolds holds, RetentionDesk retention) : ErasureService.ErasureServiceBase
{
    public override Task<Erasure> ProposeErasure(ProposeErasureRequest request, ServerCallContext context) =>
        proposals.ProposeAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Erasure> WithdrawErasure(WithdrawErasureRequest request, ServerCallContext context) =>
        proposals.WithdrawAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Erasure> EraseRecord(EraseRecordRequest request, ServerCallContext context) =>
        register.EraseAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<LegalHold> PlaceLegalHold(PlaceLegalHoldRequest request, ServerCallContext context) =>
        holds.PlaceAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<LegalHold> LiftLegalHold(LiftLegalHoldRequest request, ServerCallContext context) =>
        holds.LiftAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListRetentionDueResponse> ListRetentionDue(ListRetentionDueRequest request, ServerCallContext context) =>
        retention.ListAsync(request, context.CancellationToken);

    public override Task<ListErasuresResponse> ListErasures(ListErasuresRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);
}

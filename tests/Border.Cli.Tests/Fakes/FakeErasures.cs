using Border.Erasures.V1;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeErasures(FakeStation station) : ErasureService.ErasureServiceBase
{
    public override Task<ListRetentionDueResponse> ListRetentionDue(ListRetentionDueRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ListRetentionDueResponse>(request.Clone()));

    public override Task<ListErasuresResponse> ListErasures(ListErasuresRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ListErasuresResponse>(request.Clone()));

    public override Task<Erasure> ProposeErasure(ProposeErasureRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<Erasure>(request.Clone()));

    public override Task<Erasure> WithdrawErasure(WithdrawErasureRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<Erasure>(request.Clone()));

    public override Task<Erasure> EraseRecord(EraseRecordRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<Erasure>(request.Clone()));

    public override Task<LegalHold> PlaceLegalHold(PlaceLegalHoldRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<LegalHold>(request.Clone()));

    public override Task<LegalHold> LiftLegalHold(LiftLegalHoldRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<LegalHold>(request.Clone()));
}

using Border.ServiceDefaults.Actors;
using Border.Statistics.Gates;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Statistics.Releases;

internal sealed class ReleaseGrpcService(ReleaseRegister register, ReleaseShelf shelf, RevisionDesk revisions, GateDesk gate)
    : ReleaseService.ReleaseServiceBase
{
    public override Task<GetFindingsResponse> GetFindings(GetFindingsRequest request, ServerCallContext context) =>
        gate.GetAsync(request, context.CancellationToken);

    public override Task<Release> DraftRelease(DraftReleaseRequest request, ServerCallContext context) =>
        register.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Release> RefreshRelease(RefreshReleaseRequest request, ServerCallContext context) =>
        register.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Release> SignRelease(SignReleaseRequest request, ServerCallContext context) =>
        register.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Release> PublishRelease(PublishReleaseRequest request, ServerCallContext context) =>
        register.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Release> WithdrawRelease(WithdrawReleaseRequest request, ServerCallContext context) =>
        register.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<Release> GetRelease(GetReleaseRequest request, ServerCallContext context) =>
        shelf.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context) =>
        shelf.ListAsync(request, context.CancellationToken);

    public override Task<GetRevisionsResponse> GetRevisions(GetRevisionsRequest request, ServerCallContext context) =>
        revisions.GetAsync(request.Name, context.CancellationToken);
}

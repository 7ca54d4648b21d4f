using Border.Persons.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Persons.Matching;

internal sealed class MatchReviewGrpcService(MatchRegister register) : MatchReviewService.MatchReviewServiceBase
{
    public override Task<MatchCandidate> ConfirmMatch(ConfirmMatchRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<MatchCandidate> RejectMatch(RejectMatchRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<MatchCandidate> GetMatchCandidate(GetMatchCandidateRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListMatchCandidatesResponse> ListMatchCandidates(ListMatchCandidatesRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    private async Task<MatchCandidate> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

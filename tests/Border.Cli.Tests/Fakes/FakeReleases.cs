using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeReleases(FakeStation station) : ReleaseService.ReleaseServiceBase
{
    public override Task<GetFindingsResponse> GetFindings(GetFindingsRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<GetFindingsResponse>(request));

    public override Task<Release> DraftRelease(DraftReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<Release> SignRelease(SignReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<Release> PublishRelease(PublishReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<Release> RefreshRelease(RefreshReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<Release> WithdrawRelease(WithdrawReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<Release> GetRelease(GetReleaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Release>(request));

    public override Task<ListReleasesResponse> ListReleases(ListReleasesRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ListReleasesResponse>(request));

    public override Task<GetRevisionsResponse> GetRevisions(GetRevisionsRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<GetRevisionsResponse>(request));
}

using Border.Lookup.V1;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeLookup(FakeStation station) : LookupService.LookupServiceBase
{
    public override Task<SearchRecordsResponse> SearchRecords(SearchRecordsRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<SearchRecordsResponse>(request));

    public override Task<ListVersionsResponse> ListVersions(ListVersionsRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ListVersionsResponse>(request));
}

using Border.Patrols.V1;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeBoundary(FakeStation station) : BoundaryService.BoundaryServiceBase
{
    public override Task<Boundary> ImportBoundary(ImportBoundaryRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<Boundary>(request));

    public override Task<Coverage> GetCoverage(GetCoverageRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<Coverage>(request));
}

internal sealed class FakeTracks(FakeStation station) : TrackService.TrackServiceBase
{
    public override Task<Track> GetTrack(GetTrackRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Track>(request));
}

using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Grpc.Core;

namespace Border.Patrols.Boundaries;

internal sealed class BoundaryGrpcService(BoundaryRegister register, CoverageDesk coverage) : BoundaryService.BoundaryServiceBase
{
    public override async Task<Boundary> ImportBoundary(ImportBoundaryRequest request, ServerCallContext context) =>
        (await register.ImportAsync(request, context.Actor().Id, context.CancellationToken)).Record;

    public override Task<BoundarySection> GetBoundarySection(GetBoundarySectionRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListBoundarySectionsResponse> ListBoundarySections(ListBoundarySectionsRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task<Coverage> GetCoverage(GetCoverageRequest request, ServerCallContext context) =>
        coverage.OfPeriodAsync(request, context.CancellationToken);
}

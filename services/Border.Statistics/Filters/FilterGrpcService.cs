using Border.ServiceDefaults.Actors;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Statistics.Filters;

internal sealed class FilterGrpcService(FilterRegister register) : SavedFilterService.SavedFilterServiceBase
{
    public override Task<SavedFilter> SaveFilter(SaveFilterRequest request, ServerCallContext context) =>
        register.SaveAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<SavedFilter> RenameFilter(RenameFilterRequest request, ServerCallContext context) =>
        register.RenameAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<SavedFilter> DeleteFilter(DeleteFilterRequest request, ServerCallContext context) =>
        register.DeleteAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListSavedFiltersResponse> ListSavedFilters(ListSavedFiltersRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.Actor().Id, context.CancellationToken);
}

using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Grpc.Core;

namespace Border.Patrols.Reference;

internal sealed class ReferenceGrpcService(UnitRegister units, FormRegister forms) : ReferenceService.ReferenceServiceBase
{
    public override Task<UnitList> ImportUnits(ImportUnitsRequest request, ServerCallContext context) =>
        units.ImportAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) =>
        units.ListAsync(request, context.CancellationToken);

    public override Task<FormList> ImportForms(ImportFormsRequest request, ServerCallContext context) =>
        forms.ImportAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListFormsResponse> ListForms(ListFormsRequest request, ServerCallContext context) =>
        forms.ListAsync(request, context.CancellationToken);
}

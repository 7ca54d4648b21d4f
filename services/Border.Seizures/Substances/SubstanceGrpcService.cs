using Border.Seizures.V1;
using Grpc.Core;

namespace Border.Seizures.Substances;

internal sealed class SubstanceGrpcService : SubstanceService.SubstanceServiceBase
{
    public override Task<ListSubstancesResponse> ListSubstances(ListSubstancesRequest request, ServerCallContext context)
    {
        var all = request.Convention == Convention.Unspecified;
        var wanted = SubstanceCatalogue.All.Where(substance => all || substance.Convention == request.Convention);
        return Task.FromResult(new ListSubstancesResponse { Substances = { wanted } });
    }
}

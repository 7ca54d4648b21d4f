using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Grpc.Core;

namespace Border.Seizures.Substances;

internal sealed class SubstanceGrpcService : SubstanceService.SubstanceServiceBase
{
    public override Task<ListSubstancesResponse> ListSubstances(ListSubstancesRequest request, ServerCallContext context)
    {
        var all = request.Convention == Convention.Unspecified;
        var wanted = SubstanceCatalogue.All.Where(substance => all || substance.Convention == request.Convention).ToList();
        var answer = new ListSubstancesResponse { Etag = ListEtag.Of(wanted) };
        if (request.KnownEtag != answer.Etag)
            answer.Substances.AddRange(wanted);
        return Task.FromResult(answer);
    }
}

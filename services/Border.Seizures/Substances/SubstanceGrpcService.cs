using System.Collections.Concurrent;
using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Grpc.Core;

namespace Border.Seizures.Substances;

internal sealed class SubstanceGrpcService : SubstanceService.SubstanceServiceBase
{
    // The catalogue is the program's, so each part of it has one version.
    private static readonly ConcurrentDictionary<Convention, ListSubstancesResponse> Answers = new();

    public override Task<ListSubstancesResponse> ListSubstances(ListSubstancesRequest request, ServerCallContext context)
    {
        var whole = Enum.IsDefined(request.Convention) ? Answers.GetOrAdd(request.Convention, AnswerOf) : AnswerOf(request.Convention);
        return Task.FromResult(request.KnownEtag == whole.Etag ? new ListSubstancesResponse { Etag = whole.Etag } : whole);
    }

    private static ListSubstancesResponse AnswerOf(Convention convention)
    {
        var wanted = SubstanceCatalogue.All.Where(substance => convention == Convention.Unspecified || substance.Convention == convention).ToList();
        return new() { Substances = { wanted }, Etag = ListEtag.Of(wanted) };
    }
}

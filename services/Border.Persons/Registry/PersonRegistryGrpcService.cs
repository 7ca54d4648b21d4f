using Border.Persons.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Persons.Registry;

internal sealed class PersonRegistryGrpcService(PersonRegister register) : PersonRegistryService.PersonRegistryServiceBase
{
    public override Task<Person> RegisterPerson(RegisterPersonRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> AddClaim(AddClaimRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> AmendPerson(AmendPersonRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> MergePersons(MergePersonsRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> UnmergePerson(UnmergePersonRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> VoidPerson(VoidPersonRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Person> GetPerson(GetPersonRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListPersonsResponse> ListPersons(ListPersonsRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    private async Task<Person> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

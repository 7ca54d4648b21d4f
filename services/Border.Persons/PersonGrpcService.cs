using Border.Persons.Interceptions;
using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Persons;

internal sealed class PersonGrpcService(InterceptionRegister register, PersonsDesk desk, ZoneDesk zones, BulkStream bulk) : PersonService.PersonServiceBase
{
    public override Task<Interception> RegisterInterception(RegisterInterceptionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Interception> AmendInterception(AmendInterceptionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Interception> VoidInterception(VoidInterceptionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Interception> RecordReferral(RecordReferralRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Interception> GetInterception(GetInterceptionRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListInterceptionsResponse> ListInterceptions(ListInterceptionsRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task SubmitInterceptions(
        IAsyncStreamReader<SubmitInterceptionsRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) =>
        bulk.RunAsync(requestStream, responseStream, desk.SubmitAsync, context);

    public override Task<ParseMachineReadableZoneResponse> ParseMachineReadableZone(
        ParseMachineReadableZoneRequest request, ServerCallContext context) =>
        Task.FromResult(zones.Parse(request));

    private async Task<Interception> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

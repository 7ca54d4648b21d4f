using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Patrols;

internal sealed class PatrolGrpcService(PatrolRegister register, PatrolSubmissions submissions, BulkStream bulk) : PatrolService.PatrolServiceBase
{
    public override Task<Patrol> CreatePatrol(CreatePatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> StartPatrol(StartPatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> AddObservation(AddObservationRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> AddObservationAttachment(AddObservationAttachmentRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<Patrol> PausePatrol(PausePatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> ResumePatrol(ResumePatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> ChangeLeg(ChangeLegRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> AmendLeg(AmendLegRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> AmendObservation(AmendObservationRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> VoidObservation(VoidObservationRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> CancelPatrol(CancelPatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> EndPatrol(EndPatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> AmendPatrol(AmendPatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> VoidPatrol(VoidPatrolRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Patrol> GetPatrol(GetPatrolRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListPatrolsResponse> ListPatrols(ListPatrolsRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task SubmitPatrols(
        IAsyncStreamReader<SubmitPatrolsRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) =>
        bulk.RunAsync(requestStream, responseStream, submissions.SubmitAsync, context);

    private async Task<Patrol> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

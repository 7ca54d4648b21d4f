using Border.Persons.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Persons.Watching;

internal sealed class WatchGrpcService(WatchRegister register) : WatchService.WatchServiceBase
{
    public override Task<WatchNotice> RegisterWatchNotice(RegisterWatchNoticeRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<WatchNotice> AmendWatchNotice(AmendWatchNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<WatchNotice> WithdrawWatchNotice(WithdrawWatchNoticeRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<WatchNotice> GetWatchNotice(GetWatchNoticeRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListWatchNoticesResponse> ListWatchNotices(ListWatchNoticesRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);

    public override Task<ListWatchHitsResponse> ListWatchHits(ListWatchHitsRequest request, ServerCallContext context) =>
        register.ListHitsAsync(request, context.CancellationToken);

    private async Task<WatchNotice> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

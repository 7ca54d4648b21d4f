using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases.Notices;

internal sealed class NoticeGrpcService(NoticeRegister notices) : NoticeService.NoticeServiceBase
{
    public override Task<Notice> DraftNotice(DraftNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> AmendNotice(AmendNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> SendNotice(SendNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> RecordNotice(RecordNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> AcknowledgeDelivery(AcknowledgeDeliveryRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> CloseNotice(CloseNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> ShareNotice(ShareNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> VoidNotice(VoidNoticeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Notice> GetNotice(GetNoticeRequest request, ServerCallContext context) =>
        notices.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context) =>
        notices.ListAsync(request, context.Actor().Id, context.CancellationToken);

    private async Task<Notice> WriteAsync(IMessage request, ServerCallContext context) =>
        (await notices.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

using Border.Cases.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace Border.SystemTests.Samples;

/// <summary>
/// Notices that the tests bring along. Each request about one that is there has some of its own: what one does to a notice ends
/// what others could do to it.
/// </summary>
internal static class SampleNotices
{
    // The bulk stream takes them too, and must leave some over.
    private const int OfEach = 100;

    private static readonly MessageDescriptor[] Sent =
        [AcknowledgeDeliveryRequest.Descriptor, CloseNoticeRequest.Descriptor, VoidNoticeRequest.Descriptor];

    private static readonly MessageDescriptor[] Drafts =
        [SendNoticeRequest.Descriptor, ShareNoticeRequest.Descriptor];

    private static readonly Timestamp Day = new() { Seconds = 1_500_000_000 };

    /// <summary>What may be replied to.</summary>
    public static string[] Originals { get; } = ["", "", "notices/sent", "notices/received"];

    /// <summary>Drafts that nobody sends.</summary>
    public static string[] Amended { get; } = [.. Enumerable.Range(1, OfEach).Select(i => $"notices/amend-{i}")];

    /// <summary>The notices of each request that names one.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = Sent.Concat(Drafts).ToDictionary(
        request => $"{request.FullName}.name", request => Enumerable.Range(1, OfEach).Select(i => $"notices/{request.Name.ToLowerInvariant()}-{i}").ToArray());

    /// <summary>Makes what is random fit together, as it seldom does by itself.</summary>
    public static void Mend(Notice notice)
    {
        if (notice.Counterpart is { } counterpart)
            counterpart.Country = counterpart.Kind == CounterpartKind.NeighbouringState ? "VNM" : "";
        notice.NeedToKnow.Clear();
        if (notice.Classification != NoticeClassification.Routine)
            notice.NeedToKnow.Add("local");
        (notice.AcknowledgeBy, notice.ReplyBy) = (null, notice.ReceiveTime);
        while (notice.Records.Count > 1)
            notice.Records.RemoveAt(1);
    }

    public static async Task SendAsync(GrpcChannel channel)
    {
        NoticeService.NoticeServiceClient notices = new(channel);
        await notices.RecordNoticeAsync(new() { NoticeId = "received", Notice = New(Day), RequestId = "notice-received" });
        var drafts = Drafts.Concat(Sent).SelectMany(request => Names[$"{request.FullName}.name"]).Concat(Amended).Append(Originals[2]).ToList();
        var sent = Sent.SelectMany(request => Names[$"{request.FullName}.name"]).Append(Originals[2]).ToList();
        await Task.WhenAll(drafts.Select(name =>
            notices.DraftNoticeAsync(new() { NoticeId = name["notices/".Length..], Notice = New(null), RequestId = $"{name}-draft" }).ResponseAsync));
        await Task.WhenAll(sent.Select(name => notices.SendNoticeAsync(new() { Name = name, SendTime = Day, RequestId = $"{name}-send" }).ResponseAsync));
    }

    private static Notice New(Timestamp? received) => new()
    {
        Counterpart = new() { Kind = CounterpartKind.Customs, Office = "Customs" },
        Subject = NoticeSubject.Smuggling,
        Content = new() { Title = "Invented" },
        Classification = NoticeClassification.Restricted,
        NeedToKnow = { "local" },
        Unit = "U1",
        Area = "53",
        ReceiveTime = received,
    };
}

using Border.Station.Demo;
using Google.Protobuf;

namespace Border.Station.Tests.Demo;

/// <summary>Reads requests of any service.</summary>
internal static class Requests
{
    public static IEnumerable<IMessage> All(DemoData demo) =>
    [
        demo.Areas,
        .. demo.Indicators,
        .. demo.Patrols,
        .. demo.Interceptions,
        .. demo.Cases,
        .. demo.Seizures,
        .. demo.Links,
        .. demo.Replies,
        .. Later(demo),
        .. demo.ZeroReports,
        .. demo.Returns,
    ];

    /// <summary>What comes of records that are stored, turn by turn.</summary>
    public static IEnumerable<IMessage> Later(DemoData demo) =>
    [
        .. demo.Custody.SelectMany(turn => turn.Requests),
        .. demo.Work.SelectMany(turn => turn.Requests),
        .. demo.Persons.SelectMany(turn => turn.Requests),
    ];

    /// <summary>The request that a line of a bulk stream holds.</summary>
    public static IMessage Inner(IMessage request) => request.Descriptor.Oneofs.Count == 0
        ? request
        : (IMessage)request.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(request).Accessor.GetValue(request);

    public static string IdOf(IMessage inner) => (string)inner.Descriptor.FindFieldByName("request_id").Accessor.GetValue(inner);
}

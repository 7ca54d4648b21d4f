using System.Collections.Concurrent;
using Border.ServiceDefaults.Validation;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.Reflection;

namespace Border.SystemTests.Samples;

/// <summary>Every RPC of the contract, found in its descriptors.</summary>
internal static class Contract
{
    // Options are copied whenever they are asked for, and samples ask for each field of each message.
    private static readonly ConcurrentDictionary<FieldDescriptor, FieldRule> Rules = new();

    private static readonly string[] Feeds = ["patrols", "persons", "cases", "seizures", "statistics"];

    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
        [.. ContractFiles.All.SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    /// <summary>Whether it changes something: then its request, or each request of its stream, has an id.</summary>
    public static bool IsWrite(MethodDescriptor method) => IsBulk(method) || method.InputType.FindFieldByName("request_id") is not null;

    /// <summary>Whether it takes a stream of requests and answers each with a receipt.</summary>
    public static bool IsBulk(MethodDescriptor method) => method.IsClientStreaming && method.OutputType == SubmissionReceipt.Descriptor;

    /// <summary>Whether it may go on until the caller ends it.</summary>
    public static bool IsLive(MethodDescriptor method) => method.IsServerStreaming && !method.IsClientStreaming || method.Name == "AwaitProgress";

    /// <summary>Whether it works through everything that is stored, whatever it is asked.</summary>
    public static bool IsHeavy(MethodDescriptor method) =>
        method.Name is "Recount" or "RebuildFeed" or "Snapshot" or "Subscribe" or "VerifyChain" or "ExportEntries" or "WatchEmergencyAccesses" or "GetCoverage" or "RefreshRelease" or "GetFindings";

    /// <summary>The feeds, and databases, that the service writes: none, or the one that is named as its package is. What is erased is so in all that keep records.</summary>
    public static string[] FeedsOf(string service) => [.. Feeds.Where(feed => feed == service.Split('.')[1] || service.StartsWith("border.erasures.", StringComparison.Ordinal) && feed != "statistics")];

    public static FieldRule RuleOf(FieldDescriptor field) =>
        Rules.GetOrAdd(field, FieldChecks.RuleOf);
}

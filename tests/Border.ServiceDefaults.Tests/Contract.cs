using Border.Testing;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Tests;

/// <summary>The services and messages of the contract, from their descriptors.</summary>
internal static class Contract
{
    public static IEnumerable<ServiceDescriptor> Services => ContractFiles.All.SelectMany(file => file.Services);

    /// <summary>Every message that a caller can send, those inside others included.</summary>
    public static IReadOnlyCollection<MessageDescriptor> RequestMessages { get; } =
        Reachable(Services.SelectMany(service => service.Methods).Select(method => method.InputType));

    public static IReadOnlyCollection<MessageDescriptor> Messages { get; } =
        Reachable(Services.SelectMany(service => service.Methods).SelectMany(method => new[] { method.InputType, method.OutputType }));

    private static HashSet<MessageDescriptor> Reachable(IEnumerable<MessageDescriptor> roots)
    {
        var seen = new HashSet<MessageDescriptor>();
        var ahead = new Stack<MessageDescriptor>(roots);
        while (ahead.TryPop(out var message))
        {
            if (!message.File.Package.StartsWith("border.", StringComparison.Ordinal) || !seen.Add(message))
                continue;
            foreach (var field in message.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Message))
                ahead.Push(field.MessageType);
        }

        return seen;
    }
}

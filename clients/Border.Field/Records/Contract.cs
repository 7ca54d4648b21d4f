using Border.Cases.V1;
using Google.Protobuf.Reflection;

namespace Border.Field.Records;

/// <summary>The contract with which this client was built: what all services can be asked, and with which messages.</summary>
internal static class Contract
{
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(CasesReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static TypeRegistry Types { get; } = TypeRegistry.FromFiles(Files);

    public static IReadOnlyList<MethodDescriptor> UnaryMethods { get; } =
    [
        .. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => !method.IsClientStreaming && !method.IsServerStreaming),
    ];

    /// <summary>Times, masks and the like are one value; messages of our own are their fields.</summary>
    public static bool IsCompound(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf";

    /// <summary>`border.cases.v1` is the package of the service `cases`.</summary>
    public static string ServiceOf(MethodDescriptor method) => method.File.Package.Split('.')[1];

    /// <summary>`WatchNotices` gives `watch-notices`.</summary>
    public static string WordOf(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

using System.Reflection;
using Google.Protobuf.Reflection;

namespace Border.Testing;

/// <summary>Every proto file of the contract.</summary>
public static class ContractFiles
{
    public static IReadOnlyList<FileDescriptor> All { get; } =
    [
        .. typeof(Feed.V1.FeedReflection).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];
}

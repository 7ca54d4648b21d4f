using System.Runtime.CompilerServices;
using Border.Lookup.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Records;

/// <summary>A version of a record, and what became other with it.</summary>
internal sealed record VersionOfRecord(RecordVersion Version, IReadOnlyList<FieldChange> Changes);

/// <summary>Reads every version of a record, oldest first.</summary>
internal static class RecordHistory
{
    private const int LargestPage = 200;

    public static async IAsyncEnumerable<VersionOfRecord> ReadAsync(
        Session session, string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var collection = name.Split('/', 2)[0];
        var request = new ListVersionsRequest { Name = name, PageSize = LargestPage };
        IMessage? before = null;
        ListVersionsResponse page;
        do
        {
            page = await RecordPlaces.AskAsync(session, collection, server =>
                new LookupService.LookupServiceClient(server).ListVersionsAsync(request, cancellationToken: cancellation).ResponseAsync);
            foreach (var version in page.Versions)
            {
                var record = RecordOf(version);
                yield return new VersionOfRecord(version, [.. FieldChanges.Between(before, record)]);
                before = record;
                request.AfterVersion = version.Version;
            }
        }
        while (page.HasMore && page.Versions.Count > 0);
    }

    private static IMessage RecordOf(RecordVersion version)
    {
        var type = Any.GetTypeName(version.Record?.TypeUrl ?? "");
        return Contract.Types.Find(type)?.Parser.ParseFrom(version.Record!.Value)
            ?? throw CommandException.BadInput($"This client does not know records of the type '{type}'. The server is newer.");
    }
}

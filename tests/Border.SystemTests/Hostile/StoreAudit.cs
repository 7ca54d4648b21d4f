using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Border.SystemTests.Hostile;

/// <summary>Looks into a service's database: nothing in it is half-written.</summary>
internal static class StoreAudit
{
    private const string Records = "'patrols', 'interceptions', 'cases', 'seizures', 'notices', 'emergency-accesses'";
    private const string Fed = Records + ", 'returns', 'zero-reports', 'areas', 'notes', 'tasks', 'corrections', 'evidence'";

    // What happens to a second record in a commit, whose receipt names the first.
    private const string AlongWithAnother = "'linked', 'unlinked', 'merged_into', 'split', 'corrected', 'answered', 'reply_withdrawn', 'erased', 'earlier_versions_erased'";

    // Each finds rows that must not be.
    private static readonly (string Fault, string Query)[] Faults =
    [
        ("document without its version", "select id, version from document except select document, version from history"),
        ("version of no document", "select document from history except select id from document"),
        ("version after its document's", "select d.name from history h join document d on d.id = h.document where h.version > d.version"),
        ("gap in a history", "select document from history group by document having count(*) <> max(version) or min(version) <> 1"),
        ("event of no version", "select record, version from event except select name, version from document_version"),
        ("version that was told twice", "select record from event group by record, version having count(*) > 1"),
        ("version that was not told", $"select name, version from document_version where collection in ({Fed}) except select record, version from event"),
        ("gap in the feed", "select max(position) from event having count(*) <> max(position) or min(position) <> 1"),
        ("feed that ends elsewhere", "select last from feed where last <> (select coalesce(max(position), 0) from event)"),
        ("receipt without its answer", "select document, version from receipt except select document, version from history"),
        ("version that nobody asked for", $"select h.document, h.version from history h join document d on d.id = h.document where d.collection in ({Records}) and h.verb not in ({AlongWithAnother}) except select document, version from receipt"),
        ("receipt without its audit entry", "select request_id from receipt except select request_id from audit"),
        ("audit entry without its receipt", "select request_id from audit where outcome = 'done' and request_id <> '' except select request_id from receipt"),
        ("gap in the audit", "select max(sequence) from audit having count(*) <> max(sequence) or min(sequence) <> 1"),
        ("audit that ends elsewhere", "select audited from feed where audited <> (select coalesce(max(sequence), 0) from audit)"),
        ("request that was audited twice", "select request_id from audit where outcome = 'done' and request_id <> '' group by request_id having count(*) > 1"),
    ];

    public static void Check(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach (var (fault, query) in Faults)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{query} limit 1";
            var row = command.ExecuteScalar();
            Assert.True(row is null or DBNull, $"{Path.GetFileName(file)} has a {fault}: {Convert.ToString(row, CultureInfo.InvariantCulture)}");
        }
    }
}

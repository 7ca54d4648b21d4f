using System.Collections.Concurrent;

namespace Border.Field.Sending;

/// <summary>The records of which a request was refused that later ones build on: these are not sent.</summary>
internal sealed class RefusedRecords
{
    private readonly ConcurrentDictionary<(string Feed, string Key), bool> _records = new();

    public void Note(Submission refused)
    {
        if (refused.Kind.IsBuiltOn)
            _records[KeyOf(refused)] = true;
    }

    public bool Holds(Submission submission) => _records.ContainsKey(KeyOf(submission));

    private static (string, string) KeyOf(Submission submission) => (submission.Kind.Method.Feed, RecordKey.Of(submission.Request));
}

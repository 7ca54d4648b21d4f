using System.Collections.Concurrent;

namespace Border.Field.Sending;

/// <summary>The records of which a request was refused, or held back itself, that later ones build on: these are not sent.</summary>
internal sealed class RefusedRecords
{
    private readonly ConcurrentDictionary<(string Feed, string Key), bool> _records = new();

    public void Note(Submission notCarriedOut)
    {
        if (!notCarriedOut.Kind.IsBuiltOn)
            return;
        foreach (var key in RecordKey.ChangedBy(notCarriedOut.Request))
            _records[(notCarriedOut.Kind.Method.Feed, key)] = true;
    }

    public bool Holds(Submission submission) => submission.RecordKeys.Any(key => _records.ContainsKey((submission.Kind.Method.Feed, key)));
}

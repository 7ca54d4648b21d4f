namespace Border.ServiceDefaults.Bulk;

/// <summary>A request's turn in the queue of its record.</summary>
internal sealed class RecordTurn<TRequest>(TRequest request, string record)
{
    public TRequest Request { get; } = request;

    public string Record { get; } = record;

    public RecordTurn<TRequest>? Next { get; set; }
}

/// <summary>Lets requests about one record go one after the other, and all others go at once.</summary>
internal sealed class RecordOrder<TRequest>
{
    private readonly Dictionary<string, RecordTurn<TRequest>> _last = new(StringComparer.Ordinal);

    /// <returns>Whether it may go now; otherwise <see cref="Leave"/> of the one before it returns it.</returns>
    public bool Enter(RecordTurn<TRequest> turn)
    {
        if (turn.Record.Length == 0)
            return true;
        lock (_last)
        {
            if (_last.TryGetValue(turn.Record, out var before))
                before.Next = turn;
            _last[turn.Record] = turn;
            return before is null;
        }
    }

    /// <returns>The one that may go now; null when nothing waited for this one.</returns>
    public RecordTurn<TRequest>? Leave(RecordTurn<TRequest> turn)
    {
        if (turn.Record.Length == 0)
            return null;
        lock (_last)
        {
            if (turn.Next is null)
                _last.Remove(turn.Record);
            return turn.Next;
        }
    }
}

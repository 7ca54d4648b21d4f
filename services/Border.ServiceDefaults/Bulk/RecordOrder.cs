namespace Border.ServiceDefaults.Bulk;

/// <summary>A request's turn in the queues of its records.</summary>
internal sealed class RecordTurn<TRequest>(TRequest request, IReadOnlyList<string> records)
{
    public TRequest Request { get; } = request;

    /// <summary>Each once.</summary>
    public IReadOnlyList<string> Records { get; } = records;

    /// <summary>Those that come right after it about one of its records.</summary>
    public List<RecordTurn<TRequest>> Next { get; } = [];

    /// <summary>How many it comes right after, and that have not left.</summary>
    public int Before { get; set; }
}

/// <summary>Lets requests about one record go one after the other, and all others go at once.</summary>
internal sealed class RecordOrder<TRequest>
{
    private readonly Dictionary<string, RecordTurn<TRequest>> _last = new(StringComparer.Ordinal);

    /// <returns>Whether it may go now; otherwise <see cref="Leave"/> of the last one before it returns it.</returns>
    public bool Enter(RecordTurn<TRequest> turn)
    {
        lock (_last)
        {
            foreach (var record in turn.Records)
            {
                if (_last.TryGetValue(record, out var before))
                {
                    before.Next.Add(turn);
                    turn.Before++;
                }

                _last[record] = turn;
            }

            return turn.Before == 0;
        }
    }

    /// <returns>Those that may go now.</returns>
    public IReadOnlyList<RecordTurn<TRequest>> Leave(RecordTurn<TRequest> turn)
    {
        lock (_last)
        {
            foreach (var record in turn.Records)
            {
                if (ReferenceEquals(_last[record], turn))
                    _last.Remove(record);
            }

            return [.. turn.Next.Where(next => --next.Before == 0)];
        }
    }
}

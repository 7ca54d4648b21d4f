namespace Border.Field.Sending;

/// <summary>
/// Lets one request a record, and one a request id, be on its way at a time; the others wait behind it in their order. So a
/// request that has to be sent again is never overtaken by a later one about the same record, nor a notice by its reply.
/// </summary>
internal sealed class Lanes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(char Kind, string Key), Queue<Submission>> _queues = [];

    /// <summary>True when it may go at once; otherwise a later <see cref="Leave"/> gives it out.</summary>
    public bool Enter(Submission submission)
    {
        lock (_gate)
        {
            foreach (var key in KeysOf(submission))
            {
                if (!_queues.TryGetValue(key, out var queue))
                    _queues.Add(key, queue = new Queue<Submission>(1));
                queue.Enqueue(submission);
            }
            return IsFirst(submission);
        }
    }

    /// <summary>Takes out one that was answered, and gives those that may go now.</summary>
    public IReadOnlyList<Submission> Leave(Submission submission)
    {
        var next = new List<Submission>(1);
        lock (_gate)
        {
            foreach (var key in KeysOf(submission))
            {
                var queue = _queues[key];
                queue.Dequeue();
                if (queue.Count == 0)
                    _queues.Remove(key);
                else if (!next.Contains(queue.Peek()))
                    next.Add(queue.Peek());
            }
            next.RemoveAll(waiting => !IsFirst(waiting));
        }
        return next;
    }

    private bool IsFirst(Submission submission) => KeysOf(submission).All(key => ReferenceEquals(_queues[key].Peek(), submission));

    private static IEnumerable<(char Kind, string Key)> KeysOf(Submission submission)
    {
        yield return ('i', submission.RequestId);
        foreach (var key in submission.RecordKeys)
            yield return ('r', key);
    }
}

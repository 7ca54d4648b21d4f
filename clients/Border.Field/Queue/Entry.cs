namespace Border.Field.Queue;

/// <summary>A record on the device, or a change of one, as far as it is kept in the clear.</summary>
internal sealed record Entry
{
    public required long Sequence { get; init; }

    /// <summary>The order of sending.</summary>
    public required long Place { get; init; }

    public required string RequestId { get; init; }

    public required string Author { get; init; }

    public required string Service { get; init; }

    /// <summary>As the command line calls it: <c>registerInterception</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the record within its service.</summary>
    public required string Record { get; init; }

    /// <summary>Whether it makes the record.</summary>
    public required bool Makes { get; init; }

    /// <summary>Whether its etag is to follow the device's own requests.</summary>
    public required bool Follows { get; init; }

    public required EntryState State { get; init; }

    public required int Size { get; init; }

    /// <summary>When it was recorded, by the device's clock.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How far the server's clock was ahead, as it was known then.</summary>
    public TimeSpan? ServerOffset { get; init; }

    public string Name { get; init; } = "";

    public string Etag { get; init; } = "";

    public DateTimeOffset? SettledAt { get; init; }

    public long? Replaces { get; init; }

    /// <summary>The version of the list of codes that it was made with; empty when there was none, or it needs none.</summary>
    public string MadeWith { get; init; } = "";

    /// <summary>When it was recorded, by the server's clock as far as that was known.</summary>
    public DateTimeOffset CorrectedAt => MadeAt + (ServerOffset ?? TimeSpan.Zero);
}

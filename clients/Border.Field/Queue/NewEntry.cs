using Border.Field.Sending;
using Google.Protobuf;

namespace Border.Field.Queue;

/// <summary>A request to be kept, with its ids.</summary>
/// <param name="Follows">Whether its etag is to follow the device's own requests.</param>
internal sealed record NewEntry(string Author, SubmissionKind Kind, IMessage Request, EntryState State, bool Follows)
{
    /// <summary>The version of the list of codes that it was made with; empty for none.</summary>
    public string MadeWith { get; init; } = "";

    /// <summary>The SHA-256 of the request as it was told; null when it was not told but made on the device.</summary>
    public byte[]? Told { get; init; }
}

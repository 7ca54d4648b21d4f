using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>One officer's turn in a run, over as many batches as it takes.</summary>
/// <param name="Server">For calls as this officer.</param>
/// <param name="Report">That of the whole run.</param>
internal sealed record AuthorTurn(string Author, CallInvoker Server, SyncReport Report)
{
    /// <summary>Requests that the server could not carry out just now. They wait for the next run.</summary>
    public HashSet<string> Failed { get; } = [];

    /// <summary>Requests whose attachments are sent again, once in a run.</summary>
    public HashSet<string> SentAgain { get; } = [];
}

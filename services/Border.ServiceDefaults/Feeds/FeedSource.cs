using Border.Storage;

namespace Border.ServiceDefaults.Feeds;

/// <summary>A feed that this process publishes.</summary>
/// <param name="Name">The feed's name, and the key of its document store.</param>
/// <param name="Collections">The collections of the records that the feed is about.</param>
/// <param name="StateOf">A record as the state of its event: a serialised Any without personal fields.</param>
public sealed record FeedSource(
    string Name, IDocumentStore Store, IReadOnlyCollection<string> Collections, Func<StoredDocument, byte[]> StateOf);

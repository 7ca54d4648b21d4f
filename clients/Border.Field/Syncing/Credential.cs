namespace Border.Field.Syncing;

/// <summary>As whom a call is made.</summary>
/// <param name="Author">Who recorded what is sent.</param>
/// <param name="Token">A bearer token of theirs; null where the server believes a name.</param>
internal sealed record Credential(string Author, string? Token);

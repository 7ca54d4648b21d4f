namespace Border.Storage.Contents;

/// <summary>The statements of a content store, which are the same on every engine.</summary>
internal static class ContentSql
{
    public const string Find = "select sha256, kind, size, received, stored is not null from content where sha256 = $1";

    public const string Begin = "insert into content (sha256, kind, size, received, began) values ($1, $2, $3, 0, $4) on conflict do nothing";

    /// <summary>Whoever comes second with the same bytes changes no row.</summary>
    public const string Advance = "update content set received = received + $3 where sha256 = $1 and received = $2 and stored is null and received + $3 <= size";

    public const string AddChunk = "insert into content_chunk values ($1, $2, $3)";

    public const string Store = "update content set stored = $2 where sha256 = $1 and received = size and stored is null";

    public const string DropChunks = "delete from content_chunk where sha256 = $1 and exists (select 1 from content where sha256 = $1 and stored is null)";

    public const string Drop = "delete from content where sha256 = $1 and stored is null";

    /// <summary>The chunk that has a place.</summary>
    public const string Read = "select start, data from content_chunk where sha256 = $1 and start <= $2 order by start desc limit 1";
}

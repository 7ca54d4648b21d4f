namespace Border.Storage.Contents;

/// <summary>The statements of a content store, which are the same on every engine.</summary>
internal static class ContentSql
{
    /// <summary>For how long it is not noted again that somebody holds a file.</summary>
    public const long NotedMicros = 3_600_000_000;

    public const string Find = $"select {Columns}, null from content where sha256 = $1";

    public const string FindUpload = $"select {Columns}, uploader from content_upload where sha256 = $1 and uploader = $2";

    public const string UploadsOf = $"select {Columns}, uploader from content_upload where sha256 = $1";

    public const string Unfinished = $"select {Columns}, uploader from {Table} where began < $1 order by began limit $2";

    public const string Unused = $"select {Columns}, null from content where sha256 > $1 and {IsUnused} and (stored < {Sealing}) = $3 order by sha256 limit $4";

    public const string FindUnused = $"select 1 from content where sha256 = $1 and {IsUnused}";

    public const string FindHolder = "select 1 from content_holder where sha256 = $1 and holder = $2";

    public const string Begin = "insert into content_upload (sha256, uploader, kind, size, received, began, key) values ($1, $2, $3, $4, 0, $5, $6) on conflict do nothing";

    /// <summary>Whoever comes second with the same bytes changes no row.</summary>
    public const string Advance = "update content_upload set received = received + $5 where sha256 = $1 and uploader = $2 and key = $3 and received = $4 and received + $5 <= size";

    public const string AddChunk = "insert into content_upload_chunk values ($1, $2, $3, $4)";

    /// <summary>Holds a whole upload, so that it is not begun anew before the end of the transaction. Changes no row when it was, or is not whole.</summary>
    public const string LockUpload = $"update {Table} set received = received where {Is} and received = size";

    /// <summary>Changes no row when somebody else has stored the same bytes.</summary>
    public const string Store = $"insert into content (sha256, kind, size, received, began, stored, key) select sha256, kind, size, received, began, $4, key from {Table} where {Is} on conflict do nothing";

    public const string StoreChunks = "insert into content_chunk select sha256, start, data from content_upload_chunk where sha256 = $1 and uploader = $2";

    /// <summary>Holds a file, so that it is not deleted before the end of the transaction. Changes no row when it is not there.</summary>
    public const string Lock = "update content set key = key where sha256 = $1";

    public const string Hold = $"insert into content_holder select sha256, uploader, $4 from {Table} where {Is} on conflict do nothing";

    public const string End = $"update {Table} set received = -1 where {Is}";

    public const string HoldAnew = "update content_holder set since = $3 where sha256 = $1 and holder = $2 and since < $4";

    public const string Drop = $"delete from {Table} where {Is}";

    public const string DropChunks = "delete from content_upload_chunk where sha256 = $1 and uploader = $2";

    /// <summary>The chunk that has a place, and the key of its file.</summary>
    public const string Read = "select c.key, k.start, k.data from content c join content_chunk k on k.sha256 = c.sha256 where c.sha256 = $1 and k.start <= $2 order by k.start desc limit 1";

    public const string ReadUpload = "select u.key, k.start, k.data from content_upload u join content_upload_chunk k on k.sha256 = u.sha256 and k.uploader = u.uploader where u.sha256 = $1 and u.uploader = $2 and k.start <= $3 order by k.start desc limit 1";

    public const string Delete = "delete from content where sha256 = $1 and coalesce(key, '') = $2";

    public const string DeleteChunks = "delete from content_chunk where sha256 = $1";

    public const string DeleteHolders = "delete from content_holder where sha256 = $1";

    public const string IsAnyInClear = "select 1 from content_in_clear";

    public const string NextInClear = $"select {Columns}, null from content where key is null and sha256 > $1 order by sha256 limit 1";

    /// <summary>Changes no row when the file was sealed meanwhile.</summary>
    public const string Seal = "update content set key = $2 where sha256 = $1 and key is null";

    public const string NoneInClear = "delete from content_in_clear";

    private const string Columns = "sha256, kind, size, received, key";

    // When files began to be sealed here.
    private const string Sealing = "(select min(at) from migration where \"set\" like 'Documents.%' and number = 8)";

    private const string IsUnused = "stored < $2 and not exists (select 1 from content_holder h where h.sha256 = content.sha256 and h.since >= $2)";

    private const string Table = "content_upload";

    private const string Is = "sha256 = $1 and uploader = $2 and key = $3";
}

namespace Border.Storage.Contents;

/// <summary>The statements of a content store, which are the same on every engine.</summary>
internal static class ContentSql
{
    public const string Find = "select sha256, kind, size, received, began, true from content where sha256 = $1";

    public const string FindUpload = "select sha256, kind, size, received, began, false from content_upload where sha256 = $1 and uploader = $2";

    public const string FindHolder = "select 1 from content_holder where sha256 = $1 and holder = $2";

    public const string Begin = "insert into content_upload (sha256, uploader, kind, size, received, began) values ($1, $2, $3, $4, 0, $5) on conflict do nothing";

    /// <summary>Whoever comes second with the same bytes changes no row.</summary>
    public const string Advance = "update content_upload set received = received + $4 where sha256 = $1 and uploader = $2 and received = $3 and received + $4 <= size";

    public const string AddChunk = "insert into content_upload_chunk values ($1, $2, $3, $4)";

    /// <summary>Changes no row when somebody else has stored the same bytes.</summary>
    public const string Store = $"insert into content (sha256, kind, size, received, began, stored) select sha256, kind, size, received, began, $4 from {Whole} on conflict do nothing";

    public const string StoreChunks = "insert into content_chunk select sha256, start, data from content_upload_chunk where sha256 = $1 and uploader = $2";

    public const string Hold = $"insert into content_holder select sha256, uploader, $4 from {Whole} on conflict do nothing";

    public const string DropChunks = "delete from content_upload_chunk where sha256 = $1 and uploader = $2 and exists (select 1 from content_upload where sha256 = $1 and uploader = $2 and began = $3)";

    public const string Drop = "delete from content_upload where sha256 = $1 and uploader = $2 and began = $3";

    /// <summary>The chunk that has a place.</summary>
    public const string Read = "select start, data from content_chunk where sha256 = $1 and start <= $2 order by start desc limit 1";

    public const string ReadUpload = "select start, data from content_upload_chunk where sha256 = $1 and uploader = $2 and start <= $3 order by start desc limit 1";

    private const string Whole = "content_upload where sha256 = $1 and uploader = $2 and began = $3 and received = size";
}

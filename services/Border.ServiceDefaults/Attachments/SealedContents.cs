using System.Text;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.Storage.Contents;

namespace Border.ServiceDefaults.Attachments;

/// <summary>
/// The files of one service, whose bytes are kept sealed, chunk by chunk, under a key of each file's own, and of each upload's. A file whose key
/// is destroyed is as if it had never been there, also in a backup of the database from before.
/// </summary>
internal sealed class SealedContents(IContentStore store, KeyRing ring)
{
    // Who uploads what was stored before files were sealed. No caller has this name.
    private const string Sealer = "";
    private const int Page = 100;

    /// <summary>A file that is stored; null when there is none.</summary>
    public async Task<StoredContent?> FindAsync(string sha256, CancellationToken ct) =>
        await store.FindAsync(sha256, ct) is { } content && await HasKeyAsync(content, ct) ? content : null;

    /// <inheritdoc cref="IContentStore.FindUploadAsync"/>
    public async Task<StoredContent?> FindUploadAsync(string sha256, string uploader, CancellationToken ct) =>
        await store.FindUploadAsync(sha256, uploader, ct) is { } upload && await IsUnderWayAsync(upload, ct) ? upload : null;

    public Task<bool> IsHeldAsync(string sha256, string holder, CancellationToken ct) => store.IsHeldAsync(sha256, holder, ct);

    /// <inheritdoc cref="IContentStore.HoldAnewAsync"/>
    public Task HoldAnewAsync(string sha256, string holder, CancellationToken ct) => store.HoldAnewAsync(sha256, holder, ct);

    /// <inheritdoc cref="IContentStore.UnusedAsync"/>
    public Task<IReadOnlyList<StoredContent>> UnusedAsync(DateTimeOffset since, bool isOld, string after, int max, CancellationToken ct) =>
        store.UnusedAsync(since, isOld, after, max, ct);

    /// <inheritdoc cref="IContentStore.IsUnusedAsync"/>
    public Task<bool> IsUnusedAsync(string sha256, DateTimeOffset since, CancellationToken ct) => store.IsUnusedAsync(sha256, since, ct);

    /// <summary>Drops the uploads that were begun before a time and are not finished.</summary>
    /// <returns>How many they were.</returns>
    public async Task<int> DropUnfinishedAsync(DateTimeOffset before, CancellationToken ct)
    {
        var dropped = 0;
        while (await store.UnfinishedAsync(before, Page, ct) is { Count: > 0 } uploads)
        {
            foreach (var upload in uploads)
                await DropAsync(upload, ct);
            dropped += uploads.Count;
        }

        return dropped;
    }

    /// <summary>Begins an upload, or goes on with the one that there is.</summary>
    public async Task<StoredContent> BeginAsync(string sha256, string uploader, string kind, long size, CancellationToken ct)
    {
        if (await store.FindUploadAsync(sha256, uploader, ct) is { } begun)
        {
            if (await IsUnderWayAsync(begun, ct))
                return begun;
            await DropAsync(begun, ct);
        }

        return await store.BeginAsync(sha256, uploader, kind, size, (await ring.TakeAsync(ct)).Name, ct);
    }

    /// <returns>The upload with these bytes at its end; null when they do not follow on.</returns>
    public async Task<StoredContent?> AppendAsync(StoredContent upload, long start, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        if ((await KeyOfAsync(upload.Key!, ct)).Key is not { } key)
            return null;
        var chunk = Sealing.Seal(key, data.Span, ContextOf(upload.Sha256, start));
        return await store.AppendAsync(upload, start, data.Length, chunk, ct) ? upload with { Received = start + data.Length } : null;
    }

    /// <summary>Stores an upload that was found right, and makes its uploader a holder.</summary>
    public async Task StoreAsync(StoredContent upload, CancellationToken ct)
    {
        if (await store.FindAsync(upload.Sha256, ct) is { } gone && !await HasKeyAsync(gone, ct, isFresh: true))
            await store.DeleteAsync(gone, ct);
        // Somebody else may have stored the same: these bytes are not needed then.
        if (!await store.StoreAsync(upload, ct) && await store.HoldAsync(upload, ct))
            await DropAsync(upload, ct);
    }

    /// <returns>False when it was gone already, or is another by now.</returns>
    public async Task<bool> DropAsync(StoredContent upload, CancellationToken ct)
    {
        if (!await store.EndAsync(upload, ct))
            return false;
        await ring.DestroyAsync([upload.Key!], ct);
        await store.DropAsync(upload, ct);
        return true;
    }

    /// <summary>A stored file, sealed by now unless bytes of it are missing; null when there is none.</summary>
    public async Task<StoredContent?> SealedAsync(string sha256, CancellationToken ct)
    {
        if (await store.FindAsync(sha256, ct) is { Key: null } clear)
            await SealAsync(clear, ct);
        return await store.FindAsync(sha256, ct);
    }

    /// <summary>Destroys a stored file for good. It may be done again.</summary>
    /// <param name="isMeant">Whether the one that is stored is.</param>
    /// <param name="isWithUploads">Destroys also what is uploaded of the same bytes.</param>
    public async Task DestroyAsync(string sha256, Func<StoredContent, bool> isMeant, bool isWithUploads, CancellationToken ct)
    {
        if (await store.FindAsync(sha256, ct) is not { } content || !isMeant(content))
            return;
        foreach (var upload in isWithUploads ? await store.UploadsOfAsync(sha256, ct) : [])
            await DropAsync(upload, ct);
        if (content.Key is { } key)
            await ring.DestroyAsync([key], ct);
        await store.DeleteAsync(content, ct);
    }

    /// <summary>The bytes of a file or an upload from a place on, to the end of the chunk that has them; none when no chunk has them.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(StoredContent file, long place, CancellationToken ct)
    {
        var chunk = file.Uploader is { } uploader ? await store.ReadUploadAsync(file.Sha256, uploader, place, ct) : await store.ReadAsync(file.Sha256, place, ct);
        if (chunk is null || await OpenedAsync(file.Sha256, chunk, ct) is not { } data || place - chunk.Start >= data.Length)
            return ReadOnlyMemory<byte>.Empty;
        return data.AsMemory((int)(place - chunk.Start));
    }

    /// <summary>Seals the files that were stored before files were, and has the database give up what is left of their bytes.</summary>
    /// <returns>How many could not be, for bytes of them are missing.</returns>
    public async Task<int> SealAllAsync(CancellationToken ct)
    {
        if (!await store.IsAnyInClearAsync(ct))
            return 0;
        var damaged = 0;
        for (var clear = await store.NextInClearAsync("", ct); clear is not null; clear = await store.NextInClearAsync(clear.Sha256, ct))
        {
            if (!await SealAsync(clear, ct))
                damaged++;
        }

        if (damaged == 0)
            await store.WipeAsync(ct);
        return damaged;
    }

    /// <summary>Seals a file that was stored before files were, chunk by chunk: whichever process is next goes on with it.</summary>
    /// <returns>False when bytes of it are missing.</returns>
    public async Task<bool> SealAsync(StoredContent clear, CancellationToken ct)
    {
        var upload = await BeginAsync(clear.Sha256, Sealer, clear.Kind, clear.Size, ct);
        while (upload.Received < upload.Size)
        {
            var data = await ReadAsync(clear, upload.Received, ct);
            if (data.IsEmpty)
                return await store.FindAsync(clear.Sha256, ct) is null;
            upload = await AppendAsync(upload, upload.Received, data, ct) ?? await BeginAsync(clear.Sha256, Sealer, clear.Kind, clear.Size, ct);
        }

        if (!await store.SealAsync(upload, ct))
            await DropAsync(upload, ct);
        return true;
    }

    // Null once its key is destroyed.
    private async Task<byte[]?> OpenedAsync(string sha256, StoredChunk chunk, CancellationToken ct)
    {
        if (chunk.Key is null)
            return chunk.Data;
        return (await KeyOfAsync(chunk.Key, ct)).Key is { } key ? Sealing.Open(key, chunk.Data, ContextOf(sha256, chunk.Start)) : null;
    }

    private async Task<bool> IsUnderWayAsync(StoredContent upload, CancellationToken ct) => upload.Received >= 0 && await HasKeyAsync(upload, ct);

    private async Task<bool> HasKeyAsync(StoredContent file, CancellationToken ct, bool isFresh = false) =>
        file.Key is null || (await KeyOfAsync(file.Key, ct, isFresh)).Key is not null;

    private async Task<RecordKey> KeyOfAsync(string name, CancellationToken ct, bool isFresh = false) =>
        (await ring.FindAsync([name], isFresh, ct)).TryGetValue(name, out var key) ? key : throw Refusals.KeyMissing();

    // A chunk opens in its own place of its own file only.
    private static byte[] ContextOf(string sha256, long start) => Encoding.UTF8.GetBytes($"{sha256}:{start}");
}

using System.Security.Cryptography;
using System.Text;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// That the secrets of this process are those of whoever came first to a service: a text, and a digest of the secret with which search words
/// are hashed, lie beside its keys, wrapped under the secret of the keys. Under another secret nothing that is there would be found, a retry
/// would be taken for another request, and what is written would be lost to all others.
/// </summary>
internal sealed class SecretProof(string service, IKeyStore store, MasterKey master, SearchKey search, ILogger<SecretProof> logger)
{
    /// <summary>Neither a record nor a key of a pool has this name.</summary>
    public const string Master = "master";

    /// <inheritdoc cref="Master"/>
    public const string Search = "search";

    private static readonly byte[] Text = Encoding.UTF8.GetBytes("Border: the keys beside this are kept under the same secret.");

    private volatile bool _isProven;
    private string? _told;

    /// <exception cref="StorageUnavailableException">One is another, or is gone, or the keys cannot be asked.</exception>
    public ValueTask RequireAsync(CancellationToken ct) => _isProven ? ValueTask.CompletedTask : new(ProveAsync(ct));

    private async Task ProveAsync(CancellationToken ct)
    {
        var own = Wrapped();
        var kept = await store.FindAsync(own.Keys, ct);
        if (kept.Count < own.Count)
        {
            // Of before there were these.
            if (await store.FirstAsync(ct) is { } first)
                Open(first.Wrapped, first.Record);
            kept = await store.AddAsync(own, ct);
        }

        Open(kept[Master].Wrapped!, Master);
        if (!Open(kept[Search].Wrapped!, Search).AsSpan().SequenceEqual(Digest()))
            throw Told(new($"The search words of {service} are hashed with another secret than that of {SearchKey.Place}."));
        _isProven = true;
    }

    private byte[] Digest() => SHA256.HashData(search.Bytes);

    private Dictionary<string, byte[]> Wrapped()
    {
        try
        {
            return new() { [Master] = master.Wrap(Text, Master), [Search] = master.Wrap(Digest(), Search) };
        }
        catch (StorageUnavailableException lost)
        {
            throw Told(lost);
        }
    }

    private byte[] Open(byte[] wrapped, string record)
    {
        try
        {
            return master.Unwrap(wrapped, record);
        }
        catch (CryptographicException wrong)
        {
            throw Told(new($"The keys of {service} are kept under another secret than that of {master.Place}.", wrong));
        }
    }

    // Once: every call, and the health check each second, comes to the same.
    private StorageUnavailableException Told(StorageUnavailableException fault)
    {
        if (Interlocked.Exchange(ref _told, fault.Message) != fault.Message)
            logger.LogCritical("The records of {Service} are not served: {Reason}", service, fault.Message);
        return fault;
    }
}

using System.Security.Cryptography;
using System.Text;
using Border.Storage;
using Border.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// That the secret of this process is the one under which the keys of a service are kept. A text lies beside them, wrapped by whoever came first.
/// Under another secret nothing that is there would be found, a retry would be taken for another request, and what is written would be
/// lost to all others.
/// </summary>
internal sealed class MasterKeyProof(string service, IKeyStore store, MasterKey master, ILogger<MasterKeyProof> logger)
{
    /// <summary>Neither a record nor a key of a pool has this name.</summary>
    public const string Name = "master";

    private static readonly byte[] Text = Encoding.UTF8.GetBytes("Border: the keys beside this are kept under the same secret.");

    private volatile bool _isProven;
    private string? _told;

    /// <exception cref="StorageUnavailableException">It is another one, or is gone, or the keys cannot be asked.</exception>
    public ValueTask RequireAsync(CancellationToken ct) => _isProven ? ValueTask.CompletedTask : new(ProveAsync(ct));

    private async Task ProveAsync(CancellationToken ct)
    {
        var own = Wrapped();
        var kept = (await store.FindAsync([Name], ct)).GetValueOrDefault(Name);
        if (kept is null)
        {
            // Of before there was such a text.
            if (await store.FirstAsync(ct) is { } first)
                Open(first.Wrapped, first.Record);
            kept = (await store.AddAsync(new Dictionary<string, byte[]> { [Name] = own }, ct))[Name];
        }

        Open(kept.Wrapped!, Name);
        _isProven = true;
    }

    private byte[] Wrapped()
    {
        try
        {
            return master.Wrap(Text, Name);
        }
        catch (StorageUnavailableException lost)
        {
            throw Told(lost);
        }
    }

    private void Open(byte[] wrapped, string record)
    {
        try
        {
            master.Unwrap(wrapped, record);
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

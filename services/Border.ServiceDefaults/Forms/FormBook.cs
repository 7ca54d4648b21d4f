using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Forms;

/// <summary>
/// The versions of the agency's forms, remembered. A version never changes, so that one that is known need not be asked for again; of one
/// that is not, whoever keeps them is asked, by one call at a time for all that wait.
/// </summary>
/// <param name="ask">Asks for all versions by the etag of those that are known. It is asked in the name of the process, not of a caller.</param>
internal sealed class FormBook(Func<string, CancellationToken, Task<ListFormsResponse>> ask, TimeProvider clock, ILogger<FormBook> logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Page _page = new("", new Dictionary<(string, int), Form>());
    private long _asked;
    private bool _isAway;

    /// <returns>Null when there was no such version by the time that it was asked for.</returns>
    /// <exception cref="RefusalException">UNAVAILABLE: it cannot be asked for now, and the same request may come again.</exception>
    public async ValueTask<Form?> FindAsync(string code, int version, CancellationToken ct)
    {
        if (_page.Forms.GetValueOrDefault((code, version)) is { } known)
            return known;
        var asked = Volatile.Read(ref _asked);
        await _turn.WaitAsync(ct);
        try
        {
            // What was asked since is as new as this.
            if (_asked == asked)
                await AskAsync();
            return _isAway ? throw Refusals.FormsUnavailable() : _page.Forms.GetValueOrDefault((code, version));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task AskAsync()
    {
        _asked++;
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            var answer = await AsProcessAsync(() => ask(_page.Etag, patience.Token));
            if (answer.Etag != _page.Etag)
                _page = new(answer.Etag, answer.Forms.ToDictionary(form => (form.Code, form.Version)));
            _isAway = false;
        }
        catch (Exception away) when (away is RpcException or StorageUnavailableException or OperationCanceledException)
        {
            if (!_isAway)
                logger.LogWarning("The forms of the agency could not be asked for: {Reason}", away is RpcException { StatusCode: var code } ? code : away.GetType().Name);
            _isAway = true;
        }
    }

    // Whoever happens to wait first may be gone, or may not ask: the answer is for all.
    private static Task<T> AsProcessAsync<T>(Func<Task<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(call);
    }

    private sealed record Page(string Etag, IReadOnlyDictionary<(string Code, int Version), Form> Forms);
}

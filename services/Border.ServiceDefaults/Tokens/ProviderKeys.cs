using Border.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Border.ServiceDefaults.Tokens;

/// <summary>
/// The keys that an OpenID provider publishes, found by discovery. It is asked by one call at a time, and not more often than
/// the options allow, however many tokens with unknown keys come. While it is away, or hangs, the keys that are known go on being believed;
/// else none that are older than the options allow.
/// </summary>
internal sealed class ProviderKeys : IIssuerKeys, IDisposable
{
    private const int MaxDocumentBytes = 1024 * 1024;

    // For newer ones, while older ones are known.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TokenOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ProviderKeys> _logger;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MaxDocumentBytes };
    private readonly SemaphoreSlim _asking = new(1);
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private volatile IssuerKeys? _known;
    private volatile Task _refresh = Task.CompletedTask;
    private volatile Task _wait = Task.CompletedTask;

    public ProviderKeys(IOptions<TokenOptions> options, TimeProvider clock, ILogger<ProviderKeys> logger) =>
        (_options, _clock, _logger) = (options.Value, clock, logger);

    public ValueTask<IssuerKeys> GetAsync()
    {
        if (_known is not { } known)
            return ReadAsync(null);
        var age = _clock.GetUtcNow() - known.ReadAt;
        // Early, so that a busy process never waits for newer ones.
        if (age >= _options.KeysRefreshEvery / 2 && _refresh.IsCompleted)
        {
            // In this order: whoever finds it under way waits for it too.
            var refresh = ReadAsync(known).AsTask();
            _wait = Task.WhenAny(refresh, Task.Delay(Patience, _clock));
            _refresh = refresh;
        }

        return age < _options.KeysRefreshEvery || _wait.IsCompleted ? ValueTask.FromResult(_known ?? known) : NewerAsync(known);
    }

    public ValueTask<IssuerKeys> GetNewerAsync(IssuerKeys than) => ReadAsync(than);

    public void Dispose()
    {
        _http.Dispose();
        _asking.Dispose();
    }

    private async ValueTask<IssuerKeys> NewerAsync(IssuerKeys than)
    {
        await _wait;
        return _known ?? than;
    }

    private async ValueTask<IssuerKeys> ReadAsync(IssuerKeys? than)
    {
        await _asking.WaitAsync();
        try
        {
            if (_known is { } others && others != than)
                return others;
            var now = _clock.GetUtcNow();
            if (now - _askedAt >= _options.KeysRefreshPause || now < _askedAt)
            {
                _known = await TryFetchAsync(now) ?? _known;
                _askedAt = _clock.GetUtcNow();
            }

            return _known ?? throw Refusals.IssuerUnavailable();
        }
        finally
        {
            _asking.Release();
        }
    }

    // Not by the token of the call: others wait for the same answer.
    private async Task<IssuerKeys?> TryFetchAsync(DateTimeOffset now)
    {
        try
        {
            var address = _options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            var documents = new HttpDocumentRetriever(_http) { RequireHttps = !new Uri(_options.Issuer).IsLoopback };
            var provider = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, CancellationToken.None);
            if (provider.Issuer != _options.Issuer)
                throw new InvalidOperationException($"It says that its issuer is {provider.Issuer}.");
            return new([.. provider.SigningKeys.Where(key => key is not SymmetricSecurityKey)], now);
        }
        catch (Exception away) when (away is not OutOfMemoryException)
        {
            _logger.LogWarning(away, "The keys of the issuer {Issuer} cannot be read.", _options.Issuer);
            return null;
        }
    }
}

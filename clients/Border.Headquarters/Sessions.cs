using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Border.Headquarters;

/// <summary>
/// Who is signed in, with their tokens. The browser has a random key of it only, in an encrypted cookie, and a restart signs everybody
/// out.
/// </summary>
internal sealed class Sessions(TimeProvider clock) : ITicketStore
{
    private readonly ConcurrentDictionary<string, AuthenticationTicket> _tickets = new();

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        foreach (var (old, _) in _tickets.Where(pair => HasEnded(pair.Value)))
            _tickets.TryRemove(old, out _);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tickets[key] = ticket;
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Not one that was ended meanwhile.
        if (_tickets.TryGetValue(key, out var present))
            _tickets.TryUpdate(key, ticket, present);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        Task.FromResult(_tickets.TryGetValue(key, out var ticket) && !HasEnded(ticket) ? ticket : null);

    public Task RemoveAsync(string key)
    {
        _tickets.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    /// <summary>Ends all sessions of a user, on whatever machine.</summary>
    public void RemoveAllOf(string subject)
    {
        foreach (var (key, _) in _tickets.Where(pair => pair.Value.Principal.FindFirst(SessionClaims.Subject)?.Value == subject))
            _tickets.TryRemove(key, out _);
    }

    private bool HasEnded(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc <= clock.GetUtcNow();
}

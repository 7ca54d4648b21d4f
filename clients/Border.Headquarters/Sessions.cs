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
    private const string EndItem = "border.end";

    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        foreach (var (old, _) in _sessions.Where(pair => HasEnded(pair.Value)))
            await RemoveAsync(old);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var left = ticket.Properties.ExpiresUtc - clock.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        var session = new Session(ticket, new(left > TimeSpan.Zero || left == Timeout.InfiniteTimeSpan ? left : TimeSpan.Zero, clock));
        Mark(ticket, session);
        _sessions[key] = session;
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Not one that was ended meanwhile.
        if (_sessions.TryGetValue(key, out var present))
        {
            Mark(ticket, present);
            _sessions.TryUpdate(key, present with { Ticket = ticket }, present);
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        Task.FromResult(_sessions.TryGetValue(key, out var session) && !HasEnded(session) ? session.Ticket : null);

    public async Task RemoveAsync(string key)
    {
        if (_sessions.TryRemove(key, out var session))
            await session.End.CancelAsync();
    }

    /// <summary>Ends all sessions of a user, on whatever machine.</summary>
    public async Task RemoveAllOfAsync(string subject)
    {
        foreach (var (key, _) in _sessions.Where(pair => pair.Value.Ticket.Principal.FindFirst(SessionClaims.Subject)?.Value == subject))
            await RemoveAsync(key);
    }

    /// <returns>Cancelled when the session of a call ends; never where there is none.</returns>
    public static CancellationToken EndOf(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.GetParameter<CancellationTokenSource>(EndItem)?.Token ?? default;

    private static void Mark(AuthenticationTicket ticket, Session session) => ticket.Properties.SetParameter(EndItem, session.End);

    private bool HasEnded(Session session) => session.Ticket.Properties.ExpiresUtc <= clock.GetUtcNow();

    /// <param name="End">Cancelled when it is over, for the calls that are under way.</param>
    private sealed record Session(AuthenticationTicket Ticket, CancellationTokenSource End);
}

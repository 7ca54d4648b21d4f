using System.Collections.Concurrent;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Border.ServiceDefaults.Tokens;

/// <summary>Reads who somebody is from a token that the issuer signed. The caller of a refused one is not told why; the log is.</summary>
internal sealed class TokenReader(IIssuerKeys issuer, IOptions<TokenOptions> options, TimeProvider clock, RefusedTokens refused)
{
    public const string RolesClaim = "border_roles";
    public const string AreasClaim = "border_areas";
    public const string UnitClaim = "border_unit";

    private const int MaxRemembered = 1000;

    // Signatures by a key that only the issuer has: none without a signature, none by a secret that is shared.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    private readonly JsonWebTokenHandler _handler = new();
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <exception cref="RefusalException">TOKEN_NOT_ACCEPTED, or ISSUER_UNAVAILABLE.</exception>
    public async ValueTask<Actor> ReadAsync(string token)
    {
        if (token.Length > options.Value.MaxBytes)
            throw Refused("it is too long");
        var keys = await issuer.GetAsync();
        if (_known.TryGetValue(token, out var known) && known.Keys == keys && IsInTime(known.Token.ValidFrom, known.Token.ValidTo))
            return known.Actor;
        var result = await ValidateAsync(token, keys);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await issuer.GetNewerAsync(keys) is var newer && newer != keys)
            (result, keys) = (await ValidateAsync(token, newer), newer);
        if (!result.IsValid)
            throw Refused(result.Exception.GetType().Name);
        var read = (JsonWebToken)result.SecurityToken;
        var actor = ActorOf(read);
        Remember(token, new(keys, read, actor));
        return actor;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, IssuerKeys keys) => _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = options.Value.Issuer,
        ValidAudience = options.Value.Audience,
        ValidAlgorithms = Algorithms,
        ValidTypes = Types,
        IssuerSigningKeys = keys.Keys,
        LifetimeValidator = (from, to, _, _) => to is { } end && IsInTime(from ?? DateTime.MinValue, end),
    });

    private Actor ActorOf(JsonWebToken token)
    {
        // An extension that the issuer calls critical, and that nothing here knows of.
        if (token.TryGetHeaderValue<object>("crit", out _))
            throw Refused("it has critical extensions");
        var actor = Actor.TryDescribe(token.Subject ?? "", Claims(token, RolesClaim), Claims(token, AreasClaim), Claims(token, UnitClaim).FirstOrDefault(""))
            ?? throw Refused("one of its claims cannot be what it should");
        return actor with { Until = EndOf(token) };
    }

    // The last years that there are leave no room for the skew.
    private DateTimeOffset EndOf(JsonWebToken token) =>
        token.ValidTo < DateTime.MaxValue - options.Value.ClockSkew ? new(token.ValidTo + options.Value.ClockSkew, TimeSpan.Zero) : DateTimeOffset.MaxValue;

    private static string[] Claims(JsonWebToken token, string type) =>
        [.. token.Claims.Where(claim => claim.Type == type).Select(claim => claim.Value)];

    private bool IsInTime(DateTime from, DateTime to)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var skew = options.Value.ClockSkew;
        return from <= now + skew && now < to + skew;
    }

    private void Remember(string token, Known known)
    {
        if (_known.Count >= MaxRemembered)
            _known.Clear();
        _known[token] = known;
    }

    private RefusalException Refused(string why)
    {
        refused.Tell(why);
        return Refusals.TokenNotAccepted();
    }

    private sealed record Known(IssuerKeys Keys, JsonWebToken Token, Actor Actor);
}

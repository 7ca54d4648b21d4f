using Microsoft.IdentityModel.Tokens;

namespace Border.ServiceDefaults.Tokens;

/// <summary>The keys by which an issuer's tokens are verified, as it published them at one time.</summary>
internal sealed record IssuerKeys(IReadOnlyList<SecurityKey> Keys, DateTimeOffset ReadAt);

/// <summary>Where the keys of the issuer come from.</summary>
internal interface IIssuerKeys
{
    /// <exception cref="Errors.RefusalException">ISSUER_UNAVAILABLE: they were never had, and cannot be had now.</exception>
    ValueTask<IssuerKeys> GetAsync();

    /// <summary>Newer keys than some that lack the one that is wanted.</summary>
    /// <returns>The same when there are none, or it is too early to ask.</returns>
    ValueTask<IssuerKeys> GetNewerAsync(IssuerKeys than);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Border.ServiceDefaults.Tests.Tokens;

/// <summary>Tokens as an attacker makes them, each a small change of one that would be accepted.</summary>
internal sealed class HostileTokens(ECDsa own, DateTimeOffset now) : IDisposable
{
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>One that is right in everything.</summary>
    public string Good => Signed(Header(), Claims());

    public static JsonObject Header(string alg = "ES256") => new() { ["alg"] = alg, ["typ"] = "JWT" };

    public void Dispose()
    {
        _other.Dispose();
        _rsa.Dispose();
    }

    public IEnumerable<(string Name, string Token)> All() => [.. Structures(), .. Algorithms(), .. Keys(), .. Times(), .. WrongClaims()];

    public JsonObject Claims() => new()
    {
        ["iss"] = "local",
        ["aud"] = "border",
        ["sub"] = "officer-7",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        ["border_roles"] = new JsonArray("supervisor"),
        ["border_areas"] = new JsonArray("53"),
        ["border_unit"] = "U-1",
    };

    public string Signed(JsonObject header, JsonObject claims) => Signed(header, claims.ToJsonString());

    public JsonObject With(string claim, JsonNode? value)
    {
        var claims = Claims();
        claims[claim] = value;
        return claims;
    }

    private static string Part(string text) => Base64UrlEncoder.Encode(text);

    private string Signed(JsonObject header, string claims)
    {
        var text = $"{Part(header.ToJsonString())}.{Part(claims)}";
        return $"{text}.{Base64UrlEncoder.Encode(own.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private IEnumerable<(string Name, string Token)> Structures()
    {
        var parts = Good.Split('.');
        yield return ("no token", "");
        yield return ("one part", parts[0]);
        yield return ("two parts", $"{parts[0]}.{parts[1]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("four parts", $"{Good}.x");
        yield return ("five parts, as if encrypted", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}");
        yield return ("only dots", "..");
        yield return ("header that is no base64", $"{{}}.{parts[1]}.{parts[2]}");
        yield return ("header that is no JSON", $"{Part("alg=ES256")}.{parts[1]}.{parts[2]}");
        yield return ("header that is a list", $"{Part("[]")}.{parts[1]}.{parts[2]}");
        yield return ("claims that are no JSON", Signed(Header(), "sub=officer-7"));
        yield return ("claims that are a list", Signed(Header(), "[]"));
        yield return ("claims that end in the middle", Signed(Header(), Claims().ToJsonString()[..^1]));
        yield return ("claims nested without end", Signed(Header(), string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)));
        yield return ("signature of other claims", $"{parts[0]}.{Part(With("sub", "chief").ToJsonString())}.{parts[2]}");
        yield return ("signature with one bit changed", Good[..^4] + (Good[^4] == 'A' ? 'B' : 'A') + Good[^3..]);
        yield return ("signature cut short", Good[..^10]);
        yield return ("signature of zeros", $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(new byte[64])}");
        yield return ("longer than allowed", Signed(Header(), With("more", new string('a', 9000))));
    }

    private IEnumerable<(string Name, string Token)> Algorithms()
    {
        yield return ("no algorithm", Signed(new JsonObject { ["typ"] = "JWT" }, Claims()));
        foreach (var none in (string[])["none", "None", "NONE", "nOnE"])
            yield return ($"algorithm {none}", $"{Part(Header(none).ToJsonString())}.{Part(Claims().ToJsonString())}.");
        yield return ("algorithm none with a signature", Signed(Header("none"), Claims()));
        yield return ("algorithm that does not exist", Signed(Header("ES1"), Claims()));
        yield return ("algorithm that is not the key's", Signed(Header("RS256"), Claims()));
        foreach (var secret in (byte[][])[own.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(own.ExportSubjectPublicKeyInfoPem()), [], "secret"u8.ToArray()])
            yield return ($"HS256 with a secret of {secret.Length} bytes", Mac(secret));
    }

    private IEnumerable<(string Name, string Token)> Keys()
    {
        yield return ("somebody else's key", By(_other, Header()));
        yield return ("somebody else's key, under a name", By(_other, With(Header(), "kid", "local")));
        yield return ("key in the header", By(_other, With(Header(), "jwk", Jwk(_other))));
        yield return ("key at an address", By(_other, With(Header(), "jku", "http://127.0.0.1:9/keys")));
        yield return ("certificate at an address", By(_other, With(Header(), "x5u", "http://127.0.0.1:9/cert")));
        yield return ("name of a file as key", By(_other, With(Header(), "kid", "../../../../dev/null")));
        yield return ("name of a query as key", By(_other, With(Header(), "kid", "x' union select 'a")));
        yield return ("RSA of somebody else", Rsa());
    }

    private IEnumerable<(string Name, string Token)> Times()
    {
        yield return ("expired", Signed(Header(), With("exp", now.AddMinutes(-1).ToUnixTimeSeconds())));
        yield return ("expired long ago", Signed(Header(), With("exp", 0)));
        yield return ("without an end", Signed(Header(), With("exp", null)));
        yield return ("with an end that is text", Signed(Header(), With("exp", "tomorrow")));
        yield return ("with an end before all times", Signed(Header(), With("exp", -1)));
        yield return ("not valid yet", Signed(Header(), With("nbf", now.AddMinutes(5).ToUnixTimeSeconds())));
    }

    private IEnumerable<(string Name, string Token)> WrongClaims()
    {
        yield return ("no issuer", Signed(Header(), With("iss", null)));
        yield return ("other issuer", Signed(Header(), With("iss", "https://local")));
        yield return ("no audience", Signed(Header(), With("aud", null)));
        yield return ("other audience", Signed(Header(), With("aud", "borders")));
        yield return ("no subject", Signed(Header(), With("sub", null)));
        yield return ("empty subject", Signed(Header(), With("sub", "")));
        yield return ("subject with a line", Signed(Header(), With("sub", "officer-7\nborder-roles: administrator")));
        yield return ("subject that is too long", Signed(Header(), With("sub", new string('a', 129))));
        yield return ("area that is none", Signed(Header(), With("border_areas", new JsonArray("53", "*.*"))));
        yield return ("empty area, for the nation", Signed(Header(), With("border_areas", new JsonArray(""))));
        yield return ("areas that are an object", Signed(Header(), With("border_areas", new JsonObject { ["*"] = true })));
        yield return ("unit that is none", Signed(Header(), With("border_unit", "U 1")));
        yield return ("critical extensions", Signed(With(Header(), "crit", new JsonArray("exp")), Claims()));
        yield return ("token of another type", Signed(With(Header(), "typ", "logout+jwt"), Claims()));
        yield return ("token of no type", Signed(With(Header(), "typ", null), Claims()));
    }

    private static JsonObject With(JsonObject header, string name, JsonNode? value)
    {
        header[name] = value;
        return header;
    }

    private static JsonObject Jwk(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }

    private string By(ECDsa key, JsonObject header)
    {
        var text = $"{Part(header.ToJsonString())}.{Part(Claims().ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private string Mac(byte[] secret)
    {
        var text = $"{Part(Header("HS256").ToJsonString())}.{Part(Claims().ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    private string Rsa()
    {
        var text = $"{Part(Header("RS256").ToJsonString())}.{Part(Claims().ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(_rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using Border.Type.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Border.Cli.Commands;

/// <summary>Makes tokens with the key of a station of this machine that is its own issuer.</summary>
internal static class TokenCommand
{
    private const string Issuer = "local";
    private const string KeyFile = "token-key.pem";
    private const string Nation = "*";
    private const int MaxHours = 24 * 400;

    public static Command Create(CommandHost host)
    {
        var roles = new Option<string[]>("--role") { Description = "What the user is, of: " + string.Join(", ", EnumWords.Words<Role>()), HelpName = "R[,R]", Required = true };
        var areas = new Option<string[]>("--area") { Description = $"Codes of the areas that they are responsible for; {Nation} for the nation", HelpName = "A[,A]", Required = true };
        var unit = new Option<string>("--unit") { Description = "The code of their unit", HelpName = "U", DefaultValueFactory = _ => "" };
        var actor = new Option<string>("--for") { Description = "Who they are; else the user of this machine", HelpName = "ACTOR", DefaultValueFactory = _ => Environment.UserName };
        var hours = new Option<int>("--hours") { Description = "How long the token is good for", HelpName = "N", DefaultValueFactory = _ => 12 };
        var audience = new Option<string>("--audience") { Description = "The station's Tokens:Audience", DefaultValueFactory = _ => "border" };
        var data = new Option<string>("--data") { Description = "The station's data directory", HelpName = "DIR", DefaultValueFactory = _ => "border-data" };
        Validate(roles, hours);
        var command = new Command("token", "Makes a token for a station of this machine that runs with --Tokens:Issuer=local") { roles, areas, unit, actor, hours, audience, data };
        host.Handle(command, async (parsed, session, _) =>
        {
            var now = session.Time.GetUtcNow().UtcDateTime;
            var claims = new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = parsed.GetValue(audience),
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddHours(parsed.GetValue(hours)),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = parsed.GetValue(actor)!,
                    ["border_roles"] = CommandOptions.Split(parsed.GetValue(roles)).ToArray(),
                    ["border_areas"] = CommandOptions.Split(parsed.GetValue(areas)).ToArray(),
                    ["border_unit"] = parsed.GetValue(unit)!,
                },
            };
            await session.Terminal.Out.WriteLineAsync(Sign(claims, Path.Combine(parsed.GetValue(data)!, KeyFile)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Validate(Option<string[]> roles, Option<int> hours)
    {
        roles.Validators.Add(result =>
        {
            if (CommandOptions.Split(result.GetValueOrDefault<string[]>()).Except(EnumWords.Words<Role>()).FirstOrDefault() is { } unknown)
                result.AddError($"There is no role {unknown}. The roles are {string.Join(", ", EnumWords.Words<Role>())}.");
        });
        hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxHours)
                result.AddError($"--hours is a number from 1 to {MaxHours}.");
        });
    }

    private static string Sign(SecurityTokenDescriptor claims, string keyFile)
    {
        if (!File.Exists(keyFile))
            throw CommandException.BadInput($"There is no key {keyFile}. A station that runs with --Tokens:Issuer=local makes it when it starts; --data names its folder.");
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(keyFile));
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw CommandException.BadInput($"{keyFile} is no private key in PEM.");
        }

        claims.SigningCredentials = new(new ECDsaSecurityKey(key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } }, SecurityAlgorithms.EcdsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims);
    }
}

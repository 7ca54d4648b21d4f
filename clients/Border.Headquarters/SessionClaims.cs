using System.Security.Claims;

namespace Border.Headquarters;

/// <summary>What the OpenID provider says about a user.</summary>
internal static class SessionClaims
{
    public const string Subject = "sub";
    public const string Roles = "border_roles";

    private static readonly string[] Names = ["name", "preferred_username", "email", Subject];

    public static string NameOf(ClaimsPrincipal user) =>
        Names.Select(name => user.FindFirst(name)?.Value).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";

    public static string[] RolesOf(ClaimsPrincipal user) => [.. user.FindAll(Roles).Select(claim => claim.Value)];
}

using System.Security.Claims;

namespace Border.Headquarters;

/// <summary>What the OpenID provider says about a user.</summary>
internal static class SessionClaims
{
    public const string Subject = "sub";
    public const string Roles = "border_roles";
    public const string Areas = "border_areas";

    private static readonly string[] Names = ["name", "preferred_username", "email", Subject];

    public static string NameOf(ClaimsPrincipal user) =>
        Names.Select(name => user.FindFirst(name)?.Value).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";

    /// <summary>By which the services tell users apart, and of which no two have the same.</summary>
    public static string SubjectOf(ClaimsPrincipal user) => user.FindFirst(Subject)?.Value ?? "";

    public static string[] RolesOf(ClaimsPrincipal user) => ValuesOf(user, Roles);

    /// <returns>Codes of areas, or <c>*</c> for the nation.</returns>
    public static string[] AreasOf(ClaimsPrincipal user) => ValuesOf(user, Areas);

    private static string[] ValuesOf(ClaimsPrincipal user, string type) => [.. user.FindAll(type).Select(claim => claim.Value)];
}

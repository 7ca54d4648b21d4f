using System.Runtime.InteropServices;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;

namespace Border.ServiceDefaults.Actors;

/// <summary>Who makes a call.</summary>
/// <param name="Id">1 to 128 printable ASCII characters.</param>
public sealed record Actor(string Id)
{
    private const int MaxLength = 128;

    private static readonly Func<string, bool> IsUnitCode = TextFormats.Test(TextFormat.UnitCode)!;

    /// <summary>The user of this machine, who need not say who they are, and may do everything.</summary>
    public static Actor Local { get; } = new("local") { Roles = RoleSet.All, Areas = AreaScope.Nation, IsLocalUser = true };

    public RoleSet Roles { get; init; }

    public AreaScope Areas { get; init; } = AreaScope.Nothing;

    /// <summary>The unit's code; empty when they are of none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>When what they are believed by ends, such as their token; null when it does not while the connection stands.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Who recorded what the caller brings, such as in a file of a device; null when it is their own.</summary>
    public string? Author { get; init; }

    /// <summary>Who is told to have done it.</summary>
    public string AuthorId => Author ?? Id;

    /// <summary>Another service, or another part of this process, not a person.</summary>
    public bool IsService { get; init; }

    /// <summary>They sit at this machine, where nothing is asked of them, and have not said what they are.</summary>
    public bool IsLocalUser { get; init; }

    /// <summary>What a token or the headers say of a caller. A role that is not known here gives no rights.</summary>
    /// <param name="roles">In the words of <see cref="Role"/>.</param>
    /// <param name="areas">Codes, or the sign of the nation.</param>
    /// <returns>Null when one of the texts cannot be what it should.</returns>
    public static Actor? TryDescribe(string id, IEnumerable<string> roles, IReadOnlyCollection<string> areas, string unit)
    {
        if (TryParse(id) is not { } actor || AreaScope.TryParse(areas) is not { } scope || (unit.Length > 0 && !IsUnitCode(unit)))
            return null;
        return actor with { Roles = new([.. roles.Select(EnumWords.ValueOf<Role>).OfType<Role>()]), Areas = scope, Unit = unit };
    }

    /// <returns>Null when the text cannot be an actor's id. The actor has no rights yet.</returns>
    public static Actor? TryParse(string text) =>
        text.Length is >= 1 and <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? new Actor(text) : null;
}

/// <summary>Some of the roles.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoleSet
{
    private readonly uint _bits;

    private RoleSet(uint bits) => _bits = bits;

    public static RoleSet All { get; } = new([.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified)]);

    public RoleSet(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            _bits |= 1u << (int)role;
    }

    public bool IsEmpty => _bits == 0;

    public bool Has(Role role) => (_bits & (1u << (int)role)) != 0;

    public bool HasAnyOf(RoleSet others) => (_bits & others._bits) != 0;

    public IEnumerable<Role> Each() => Enum.GetValues<Role>().Where(Has);

    public static RoleSet operator |(RoleSet one, RoleSet other) => new(one._bits | other._bits);
}

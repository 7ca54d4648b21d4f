using Border.ServiceDefaults.Validation;
using Border.Type.V1;

namespace Border.ServiceDefaults.Actors;

/// <summary>The areas that a caller is responsible for, each with all below it.</summary>
public sealed class AreaScope
{
    /// <summary>How the whole nation is written in claims and headers.</summary>
    public const string NationSign = "*";

    private const int MaxAreas = 100;

    private static readonly Func<string, bool> IsCode = TextFormats.Test(TextFormat.AreaCode)!;

    private AreaScope(IReadOnlyList<string> codes) => Codes = codes;

    public static AreaScope Nation { get; } = new([""]);

    public static AreaScope Nothing { get; } = new([]);

    /// <summary>The codes of the areas; the nation is the empty one.</summary>
    public IReadOnlyList<string> Codes { get; }

    public bool IsNation => Codes is [""];

    /// <returns>Null when one of the texts is neither the code of an area nor the sign of the nation.</returns>
    public static AreaScope? TryParse(IReadOnlyCollection<string> texts)
    {
        if (texts.Count > MaxAreas || !texts.All(text => text == NationSign || IsCode(text)))
            return null;
        return texts.Contains(NationSign) ? Nation : new([.. texts.Distinct(StringComparer.Ordinal)]);
    }

    /// <param name="area">An area's code; empty for the whole nation.</param>
    public bool Covers(string area) => Codes.Any(code => IsUnder(area, code));

    private static bool IsUnder(string area, string root) =>
        root.Length == 0
        || (area.StartsWith(root, StringComparison.Ordinal) && (area.Length == root.Length || area[root.Length] == '.'));
}

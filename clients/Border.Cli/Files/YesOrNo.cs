namespace Border.Cli.Files;

/// <summary>What a column of a file says that is yes or no; empty is no.</summary>
internal static class YesOrNo
{
    private const string Yes = "yes";
    private const string No = "no";

    public static bool Is(string text) => text.ToLowerInvariant() is "" or Yes or No;

    public static bool IsYes(string text) => text.Equals(Yes, StringComparison.OrdinalIgnoreCase);

    public static string Of(bool value) => value ? Yes : No;
}

namespace Border.Storage.Ledgers;

/// <summary>Area codes: parents are the prefixes before a dot, and the whole is the empty code above them all.</summary>
internal static class AreaTree
{
    /// <summary>What stands as the parent of the whole; no area code is like it.</summary>
    public const string AboveTheWhole = "*";

    public static string Parent(string area)
    {
        if (area.Length == 0)
            return AboveTheWhole;
        var dot = area.LastIndexOf('.');
        return dot < 0 ? "" : area[..dot];
    }

    /// <summary>The area one group longer than the root that holds the area; the root itself for the root's own.</summary>
    public static string ChildOf(string root, string area)
    {
        if (area.Length == root.Length)
            return root;
        var dot = area.IndexOf('.', root.Length == 0 ? 0 : root.Length + 1);
        return dot < 0 ? area : area[..dot];
    }
}

namespace Border.ServiceDefaults.Records;

/// <summary>The two parts of the name of a record: <c>cases/c-1</c> is <c>c-1</c> among the <c>cases</c>.</summary>
public static class RecordNames
{
    public static string CollectionOf(string name) => name[..name.IndexOf('/', StringComparison.Ordinal)];

    /// <returns>All of a name that has no collection.</returns>
    public static string IdOf(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

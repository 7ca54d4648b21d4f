namespace Border.ServiceDefaults.Search;

/// <summary>Something by which a record is found when people type it.</summary>
/// <param name="Text">As it is written in the record.</param>
/// <param name="IsIdentifier">A number of a case, document, vehicle or weapon: found whole, however it is spaced. Else each of its words is found.</param>
public readonly record struct SearchTerm(string Text, bool IsIdentifier)
{
    public static SearchTerm Identifier(string text) => new(text, IsIdentifier: true);

    public static SearchTerm Words(string text) => new(text, IsIdentifier: false);
}

using System.Globalization;
using System.Reflection;

namespace Border.Storage.Migrations;

/// <summary>One numbered step of a schema. Steps are never changed once released; a new one is added.</summary>
internal sealed record MigrationScript(string Set, int Number, string Name, string Sql)
{
    /// <summary>The steps of a set, in order. They are embedded files named <c>0001_what.sql</c> in a folder named after the set.</summary>
    public static IReadOnlyList<MigrationScript> Of(string set)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Migrations/{set}/";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, place) => Read(assembly, set, name, name[prefix.Length..], place + 1))
            .ToList();
    }

    /// <summary>Refuses a database that a later version of Border has migrated: what this one would write need not fit it.</summary>
    /// <param name="known">The steps of a set.</param>
    /// <param name="last">The last one that was done.</param>
    public static void RequireKnown(IReadOnlyList<MigrationScript> known, long last)
    {
        if (last > known[^1].Number)
            throw new StorageUnavailableException($"The database is of a later version of Border than this process: it has step {last} of {known[^1].Set}.");
    }

    // Of two with one number, the second would never be run.
    private static MigrationScript Read(Assembly assembly, string set, string resource, string file, int number)
    {
        if (!file.StartsWith(number.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} is not step {number} of {set}.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(set, number, file, reader.ReadToEnd());
    }
}

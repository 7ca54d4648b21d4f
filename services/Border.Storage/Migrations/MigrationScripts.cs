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
            .Select(name => Read(assembly, set, name, name[prefix.Length..]))
            .ToList();
    }

    private static MigrationScript Read(Assembly assembly, string set, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(set, int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}

using System.Reflection;

namespace Border.Deployment.Tests;

/// <summary>The configuration keys that the options classes of some assemblies bind.</summary>
internal sealed class OptionKeys
{
    // The framework's own.
    private const string Logging = "Logging";

    private readonly ILookup<string, System.Type> sections;

    private OptionKeys(ILookup<string, System.Type> sections) => this.sections = sections;

    /// <summary>An options class names its section in a constant.</summary>
    public static OptionKeys Of(params Assembly[] assemblies) => new(
        (from assembly in assemblies
         from type in assembly.GetTypes()
         let section = type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
         where section is { IsLiteral: true }
         select (Section: (string)section.GetRawConstantValue()!, Type: type)).ToLookup(found => found.Section, found => found.Type));

    /// <summary>Every key, such as <c>Listen:Url</c>.</summary>
    public IEnumerable<string> All =>
        from section in sections
        from type in section
        from property in type.GetProperties()
        where property.CanWrite
        select $"{section.Key}:{property.Name}";

    /// <param name="key">Such as <c>Listen:Url</c>.</param>
    public bool Binds(string key) =>
        key.Split(':') is [var section, var property, ..]
        && (section == Logging || sections[section].Any(type => type.GetProperty(property) is { CanWrite: true }));
}

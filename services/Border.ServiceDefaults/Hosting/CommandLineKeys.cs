using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

/// <summary>What is said on the command line is meant for the process: a section of keys that it does not read is one that is misspelt.</summary>
public static class CommandLineKeys
{
    // Those of the frameworks.
    private static readonly string[] Others = ["Logging", "Kestrel", "hostBuilder"];

    /// <param name="configuration">That of the process.</param>
    /// <param name="sections">Those that it reads.</param>
    /// <exception cref="OptionsValidationException">There is another, which stands in the message.</exception>
    public static void RequireKnown(IConfigurationRoot configuration, params IReadOnlyCollection<string> sections)
    {
        var given = from provider in configuration.Providers.OfType<CommandLineConfigurationProvider>()
                    from key in provider.GetChildKeys([], null)
                    where provider.GetChildKeys([], key).Any()
                    select key;
        if (given.Except([.. sections, .. Others], StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            var known = string.Join(", ", sections.Distinct().Order(StringComparer.Ordinal));
            throw new OptionsValidationException(unknown, typeof(IConfiguration), [$"{unknown} is no section of options here. The sections are {known}."]);
        }
    }
}

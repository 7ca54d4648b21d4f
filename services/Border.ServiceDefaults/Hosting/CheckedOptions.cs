using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Hosting;

public static class CheckedOptions
{
    /// <summary>
    /// Binds a configuration section. A value out of its range, one that cannot be read and a key that does not exist stop
    /// the process when it starts, with the key in the message.
    /// </summary>
    public static OptionsBuilder<T> AddCheckedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(new CheckedSection(section));
        services.AddSingleton<IValidateOptions<T>>(new AnnotationCheck<T>(section));
        return services.AddOptions<T>()
            .Configure<IConfiguration>((options, configuration) => Bind(options, configuration.GetSection(section)))
            .ValidateOnStart();
    }

    private static void Bind<T>(T options, IConfigurationSection section)
        where T : class
    {
        string[] known = [.. typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];
        string[] unknown = [.. section.GetChildren().Select(child => child.Key).Except(known, StringComparer.OrdinalIgnoreCase)];
        if (unknown.Length > 0)
            throw Wrong<T>($"{section.Path}:{unknown[0]} is no option. The options of {section.Path} are {string.Join(", ", known)}.");
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            throw Wrong<T>(unreadable.Message);
        }
    }

    private static OptionsValidationException Wrong<T>(string message) => new(typeof(T).Name, typeof(T), [message]);

    private sealed class AnnotationCheck<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
                return ValidateOptionsResult.Success;
            return ValidateOptionsResult.Fail(faults.Select(fault => $"{section}:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}"));
        }
    }
}

/// <summary>A section that a process reads.</summary>
internal sealed record CheckedSection(string Name);

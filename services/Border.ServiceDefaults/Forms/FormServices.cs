using Border.Patrols.V1;
using Border.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Forms;

public static class FormServices
{
    /// <summary>Checks new records of a service by the forms that Patrols keeps, where it is configured where that is.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services, string service)
    {
        services.AddCheckedOptions<FormOptions>(FormOptions.Section);
        services.TryAddSingleton<RemoteForms>();
        return services.AddKeyedSingleton(service, (provider, _) => new FormCheck(provider.GetRequiredService<RemoteForms>().Book));
    }

    /// <summary>Checks new records of the service that keeps the forms itself.</summary>
    public static IServiceCollection AddForms(
        this IServiceCollection services, string service, Func<IServiceProvider, ListFormsRequest, CancellationToken, Task<ListFormsResponse>> list) =>
        services.AddKeyedSingleton(service, (provider, _) => new FormCheck(new FormBook(
            (known, ct) => list(provider, RemoteForms.Asking(known), ct),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FormBook>>())));
}

/// <summary>The forms as Patrols gives them to the other services of a process.</summary>
internal sealed class RemoteForms : IDisposable
{
    private readonly IDisposable? _channel;

    public RemoteForms(IOptions<FormOptions> options, ServiceChannels channels, TimeProvider clock, ILogger<FormBook> logger)
    {
        if (options.Value.Patrols is not { } address)
            return;
        var channel = channels.Open(address);
        var client = new ReferenceService.ReferenceServiceClient(channel);
        (_channel, Book) = (channel, new(async (known, ct) => await client.ListFormsAsync(Asking(known), cancellationToken: ct), clock, logger));
    }

    /// <summary>Null where it is not configured where Patrols is.</summary>
    public FormBook? Book { get; }

    public static ListFormsRequest Asking(string known) => new() { KnownEtag = known, WithFormer = true };

    public void Dispose()
    {
        Book?.Dispose();
        _channel?.Dispose();
    }
}

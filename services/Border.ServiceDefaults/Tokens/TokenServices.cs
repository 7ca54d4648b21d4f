using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Border.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tokens;

internal static class TokenServices
{
    /// <summary>Decides by the options how it is found out who makes a call.</summary>
    public static IServiceCollection AddActors(this IServiceCollection services)
    {
        services.AddCheckedOptions<TokenOptions>(TokenOptions.Section);
        services.AddSingleton<OwnCalls>().AddSingleton<TokenReader>().AddSingleton<RefusedTokens>().AddSingleton<LoopbackActors>().AddSingleton<CertificateActors>();
        services.AddSingleton<TokenActors>().AddSingleton<LocalKey>().AddSingleton<ProviderKeys>();
        services.AddSingleton<IIssuerKeys>(provider => OptionsOf(provider).IsLocal
            ? provider.GetRequiredService<LocalKey>()
            : provider.GetRequiredService<ProviderKeys>());
        services.AddSingleton<IActorSource>(provider => OptionsOf(provider).AreNeeded
            ? provider.GetRequiredService<TokenActors>()
            : provider.GetRequiredService<IOptions<ServiceListenOptions>>().Value.HasTls
                ? provider.GetRequiredService<CertificateActors>()
                : provider.GetRequiredService<LoopbackActors>());
        return services.AddHostedService<KeyAtStart>();
    }

    private static TokenOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<TokenOptions>>().Value;

    /// <summary>A key of this machine that cannot be used stops the process at start.</summary>
    private sealed class KeyAtStart(IServiceProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (OptionsOf(provider).IsLocal)
                provider.GetRequiredService<LocalKey>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Hosting;
using Border.ServiceDefaults.Records;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Border.Cases.Links;

/// <summary>Asks the other services whether a record exists, as far as it is configured where they are.</summary>
internal sealed class LinkedRecords(IOptions<LinkedServiceOptions> options, ServiceChannels channels, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Metadata Purpose = new() { { Caller.PurposeHeader, EnumWords.WordOf(Type.V1.Purpose.Investigation) } };

    private readonly GrpcChannel? _patrols = Open(channels, options.Value.Patrols);
    private readonly GrpcChannel? _persons = Open(channels, options.Value.Persons);
    private readonly GrpcChannel? _seizures = Open(channels, options.Value.Seizures);

    /// <exception cref="RefusalException">UNKNOWN_REFERENCE: there is no such record; STORAGE_UNAVAILABLE: its service cannot be asked now.</exception>
    public async Task RequireAsync(string name, CancellationToken ct)
    {
        var call = new CallOptions(Purpose, deadline: clock.GetUtcNow().UtcDateTime + Patience, cancellationToken: ct);
        try
        {
            await (RecordNames.CollectionOf(name) switch
            {
                "patrols" when _patrols is not null =>
                    new PatrolService.PatrolServiceClient(_patrols).GetPatrolAsync(new() { Name = name }, call).ResponseAsync,
                "interceptions" when _persons is not null =>
                    new PersonService.PersonServiceClient(_persons).GetInterceptionAsync(new() { Name = name }, call).ResponseAsync,
                "seizures" when _seizures is not null =>
                    new SeizureService.SeizureServiceClient(_seizures).GetSeizureAsync(new() { Name = name }, call).ResponseAsync,
                "exhibits" when _seizures is not null =>
                    new CustodyService.CustodyServiceClient(_seizures).GetExhibitAsync(new() { Name = name }, call).ResponseAsync,
                _ => Task.CompletedTask,
            });
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            throw Refusals.UnknownReference("record", name);
        }
        catch (RpcException away) when (!ct.IsCancellationRequested && away.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw Refusals.StorageUnavailable();
        }
    }

    public void Dispose()
    {
        _patrols?.Dispose();
        _persons?.Dispose();
        _seizures?.Dispose();
    }

    private static GrpcChannel? Open(ServiceChannels channels, Uri? address) => address is null ? null : channels.Open(address);
}

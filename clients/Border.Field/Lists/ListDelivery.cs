using Border.Field.Devices;
using Grpc.Core;

namespace Border.Field.Lists;

/// <summary>Fetches the lists that the server has in another version than the device.</summary>
internal static class ListDelivery
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(10);

    /// <param name="connect">Gives the server of a service.</param>
    public static Task FetchAsync(Device device, Func<string, CallInvoker> connect, CancellationToken cancellation) =>
        Task.WhenAll(VersionedList.All.Select(list => FetchAsync(device, list, connect(list.Service), cancellation)));

    private static async Task FetchAsync(Device device, VersionedList list, CallInvoker server, CancellationToken cancellation)
    {
        var given = device.Lists.Find(list.Name);
        if (given is not null && (device.Clock.Shown - given.CheckedAt).Duration() < CheckEvery)
            return;
        try
        {
            var (etag, body) = await list.FetchAsync(server, given?.Etag ?? "", cancellation);
            device.Lists.Keep(list.Name, etag, body);
        }
        catch (RpcException) when (!cancellation.IsCancellationRequested)
        {
            // The device goes on with the one that it has; the next run asks again.
        }
    }
}

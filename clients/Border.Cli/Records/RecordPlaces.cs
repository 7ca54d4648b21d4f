using Grpc.Core;

namespace Border.Cli.Records;

/// <summary>Finds the servers that keep records of a collection.</summary>
internal static class RecordPlaces
{
    /// <summary>Every server that keeps records, once.</summary>
    public static IReadOnlyList<CallInvoker> All(Session session) => session.InvokersOf(RecordList.All.Select(list => list.Service));

    /// <summary>Asks the server that keeps a collection, or one after the other when the contract does not tell which does.</summary>
    public static async Task<T> AskAsync<T>(Session session, string collection, Func<CallInvoker, Task<T>> ask)
    {
        var places = RecordList.Find(collection) is { } list
            ? session.InvokersOf([list.Service])
            : session.InvokersOf(ServerAddresses.Services);
        foreach (var place in places.SkipLast(1))
        {
            try
            {
                return await ask(place);
            }
            catch (RpcException elsewhere) when (elsewhere.StatusCode is StatusCode.NotFound or StatusCode.Unimplemented)
            {
                // The next server may keep it.
            }
        }

        return await ask(places[^1]);
    }
}

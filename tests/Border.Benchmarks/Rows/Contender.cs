using Border.Benchmarks.Load;
using Border.Benchmarks.Report;
using Border.Cases.V1;

namespace Border.Benchmarks.Rows;

/// <summary>One side of a comparison: a server under the load of registered cases.</summary>
/// <param name="count">How many cases its database holds, by every table that must have a row of each.</param>
internal sealed class Contender(
    string name, ProcessUnderTest server, UnaryLoad load, MessageSequence messages, Func<Task<IReadOnlyList<long>>> count) : IDisposable
{
    private const int Connections = 2;

    private TimeSpan processorTime;
    private long calls;

    public string Name => name;

    public Samples Rates { get; } = new();

    /// <summary>The processor time of the server for each call so far, warm-up aside.</summary>
    public TimeSpan ProcessorTimeOfCall => calls == 0 ? default : processorTime / calls;

    public Task WarmUpAsync(int inFlight, TimeSpan duration) => load.RunAsync(messages, inFlight, duration);

    /// <summary>Takes its turn.</summary>
    /// <returns>The calls a second.</returns>
    public async Task<double> RunAsync(int inFlight, TimeSpan duration)
    {
        var before = server.ProcessorTime;
        var result = await load.RunAsync(messages, inFlight, duration);
        processorTime += server.ProcessorTime - before;
        calls += result.Calls;
        return result.PerSecond;
    }

    public static async Task<Contender> StartAsync(string name, ProcessUnderTest server, Func<Task<IReadOnlyList<long>>> count, CancellationToken ct)
    {
        var load = await UnaryLoad.ConnectAsync(server.Address, CaseMessages.RegisterMethod, Connections, ct);
        var contender = new Contender(name, server, load, new MessageSequence(CaseMessages.Registering()), count);
        await contender.CheckAnswerAsync();
        return contender;
    }

    /// <summary>Every call that was answered OK must have its rows, and no other may.</summary>
    public async Task CheckStoredAsync()
    {
        foreach (var rows in await count())
        {
            if (rows != messages.Count)
                throw new InvalidOperationException($"{name} acknowledged {messages.Count} cases and stored {rows} rows.");
        }
    }

    public void Dispose()
    {
        load.Dispose();
        server.Dispose();
    }

    private async Task CheckAnswerAsync()
    {
        var answer = Case.Parser.ParseFrom(await load.CallAsync(messages));
        if (answer.Name != $"cases/case-{NumberedMessages.TextOf(messages.Count)}" || answer.Etag != "1")
            throw new InvalidOperationException($"{name} answered something else than the case that was registered.");
    }
}

using Border.Benchmarks.Load;
using Border.Benchmarks.Report;
using Border.Cases.V1;

namespace Border.Benchmarks.Rows;

/// <summary>One side of a comparison: a server under the load of registered cases.</summary>
/// <param name="CountAsync">How many cases its database holds, by every table that must have a row of each.</param>
internal sealed record Contender(
    string Name, ProcessUnderTest Server, UnaryLoad Load, MessageSequence Messages, Func<Task<IReadOnlyList<long>>> CountAsync) : IDisposable
{
    private const int Connections = 2;

    private TimeSpan processorTime;
    private long calls;

    public Samples Rates { get; } = new();

    /// <summary>The processor time of the server for each call so far, warm-up aside.</summary>
    public TimeSpan ProcessorTimeOfCall => calls == 0 ? default : processorTime / calls;

    /// <summary>Takes its turn.</summary>
    /// <returns>The calls a second.</returns>
    public async Task<double> RunAsync(int inFlight, TimeSpan duration)
    {
        var before = Server.ProcessorTime;
        var result = await Load.RunAsync(Messages, inFlight, duration);
        processorTime += Server.ProcessorTime - before;
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
        foreach (var count in await CountAsync())
        {
            if (count != Messages.Count)
                throw new InvalidOperationException($"{Name} acknowledged {Messages.Count} cases and stored {count} rows.");
        }
    }

    public void Dispose()
    {
        Load.Dispose();
        Server.Dispose();
    }

    private async Task CheckAnswerAsync()
    {
        var answer = Case.Parser.ParseFrom(await Load.CallAsync(Messages));
        if (answer.Name != $"cases/case-{NumberedMessages.TextOf(Messages.Count)}" || answer.Etag != "1")
            throw new InvalidOperationException($"{Name} answered something else than the case that was registered.");
    }
}

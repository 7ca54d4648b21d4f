using System.Globalization;
using Border.SystemTests.Samples;
using Grpc.Core;
using Xunit.Abstractions;

namespace Border.SystemTests.Hostile;

/// <summary>
/// For every RPC, 10,000 messages that are broken in many ways, and some that are not: each is answered by the contract, and
/// what was stored is whole.
/// </summary>
public sealed class MutatedMessageTests(HostileHost host, ITestOutputHelper output) : IClassFixture<HostileHost>
{
    private const long MaxGrowthBytes = 100 * 1024 * 1024;

    private static readonly int MessagesAnRpc =
        int.Parse(Environment.GetEnvironmentVariable("BORDER_HOSTILE_MESSAGES") ?? "10000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Services { get; } = new(Contract.Methods.Select(method => method.Service.FullName).Distinct());

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Service_UnderMutatedMessages_AnswersByTheContractAndStoresOnlyWhatIsWhole(string service)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var pipeline = new Pipeline(host.Host.Services);
        var start = TimeProvider.System.GetTimestamp();
        foreach (var method in Contract.Methods.Where(method => method.Service.FullName == service))
        {
            var attack = new Attack(method, pipeline);
            await attack.RunAsync(MessagesAnRpc);

            output.WriteLine($"{method.Name} {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s {string.Join(' ', attack.Statuses)}");
            Assert.True(attack.Faults.IsEmpty, string.Join('\n', attack.Faults.Take(5)));
            Assert.True(!Contract.IsWrite(method) || attack.Statuses.ContainsKey(StatusCode.OK), $"{method.FullName} carried out nothing.");
        }

        var entries = host.Log.Entries;
        Assert.True(entries.Count == 0, string.Join('\n', entries.Take(3)));
        foreach (var feed in Contract.FeedsOf(service))
        {
            await new FeedAudit(host.Host.Channel).CheckAsync(feed);
            StoreAudit.Check(Path.Combine(host.Folder, $"{feed}.db"));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxGrowthBytes);
    }
}

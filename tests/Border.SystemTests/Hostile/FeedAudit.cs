using Border.Feed.V1;
using Border.ServiceDefaults.Validation;
using Border.Statistics.V1;
using Border.SystemTests.Samples;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.SystemTests.Hostile;

/// <summary>Reads a feed from its beginning, and every record: they tell the same, by the contract.</summary>
internal sealed class FeedAudit(GrpcChannel channel)
{
    private static readonly Dictionary<string, MessageParser> Parsers = new[]
    {
        Patrols.V1.Patrol.Descriptor, Patrols.V1.Track.Descriptor, Patrols.V1.BoundarySection.Descriptor, Patrols.V1.Boundary.Descriptor,
        Persons.V1.Interception.Descriptor, Persons.V1.Person.Descriptor,
        Persons.V1.MatchCandidate.Descriptor, Persons.V1.WatchNotice.Descriptor, Persons.V1.WatchHit.Descriptor,
        Cases.V1.Case.Descriptor, Cases.V1.CaseNote.Descriptor, Cases.V1.CaseTask.Descriptor,
        Cases.V1.CaseCorrection.Descriptor, Cases.V1.Notice.Descriptor, Cases.V1.CaseEvidence.Descriptor, Cases.V1.EmergencyAccess.Descriptor,
        Seizures.V1.Seizure.Descriptor, Seizures.V1.Exhibit.Descriptor, Return.Descriptor, ZeroReport.Descriptor, Release.Descriptor,
        Area.Descriptor, Indicator.Descriptor,
    }.ToDictionary(type => type.FullName, type => type.Parser);

    private readonly FeedService.FeedServiceClient _feeds = new(channel);
    private readonly FieldRules _rules = new(TimeProvider.System);

    public async Task CheckAsync(string feed)
    {
        var (position, snapshot) = await SnapshotAsync(feed);
        var last = new Dictionary<string, Event>();
        var next = 1L;
        await foreach (var told in EventsAsync(feed, position))
        {
            Assert.Equal(next++, told.Position);
            Assert.Equal((last.GetValueOrDefault(told.Record)?.Version ?? 0) + 1, told.Version);
            last[told.Record] = told;
            CheckState(told);
        }

        foreach (var record in snapshot)
            Assert.Equal((last[record.Record].Version, last[record.Record].State), (record.Version, record.State));
    }

    private void CheckState(Event told)
    {
        var state = Parsers[Any.GetTypeName(told.State.TypeUrl)].ParseFrom(told.State.Value);
        var violations = _rules.Check(state).Where(violation => !IsNotYetSet(state, violation.Field)).ToList();
        Assert.True(violations.Count == 0, $"{told.Record} version {told.Version}: {string.Join("; ", violations)}");
        Assert.DoesNotContain(SampleTexts.Personal, told.State.Value.ToStringUtf8(), StringComparison.Ordinal);
    }

    // A case that is only reported has no time of registration.
    private static bool IsNotYetSet(IMessage state, string field) =>
        field == "register_time" && state is Cases.V1.Case { RegisterTime: null, ReportTime: not null };

    private async Task<(long Position, List<Event> Records)> SnapshotAsync(string feed)
    {
        using var call = _feeds.Snapshot(new() { Feed = feed });
        var position = 0L;
        List<Event> records = [];
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            position = response.Position;
            records.AddRange(response.Events);
        }

        return (position, records);
    }

    private async IAsyncEnumerable<Event> EventsAsync(string feed, long until)
    {
        using var call = _feeds.Subscribe(new() { Feed = feed });
        while (until > 0 && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            foreach (var told in call.ResponseStream.Current.Events)
            {
                yield return told;
                if (told.Position == until)
                    yield break;
            }
        }
    }
}

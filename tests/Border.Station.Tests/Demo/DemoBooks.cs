using System.Globalization;
using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Station.Demo;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Station.Tests.Demo;

/// <summary>
/// Carries the requests of a demo out on paper: what the services would keep, as far as counting is concerned. Anything out
/// of order or made twice is an error.
/// </summary>
internal sealed class DemoBooks
{
    private readonly Dictionary<string, IMessage> _requests = [];
    private readonly Dictionary<string, IMessage> _records = [];

    public DemoBooks(DemoData demo)
    {
        foreach (var request in demo.Patrols)
            Carry(request, Apply);
        foreach (var request in demo.Interceptions)
            Carry(request, Apply);
        foreach (var request in demo.Cases)
            Carry(request, Apply);
        foreach (var request in demo.Seizures)
            Carry(request, Apply);
        foreach (var request in demo.Links.Concat(demo.Replies))
            Carry(request, Apply);
        foreach (var request in demo.Custody.SelectMany(turn => turn.Requests))
            Carry(request, Apply);
        foreach (var request in demo.Work.SelectMany(turn => turn.Requests))
            Carry(request, RequireCase);
        foreach (var request in demo.Persons.SelectMany(turn => turn.Requests))
            Carry(request, Apply);
    }

    public IEnumerable<T> Of<T>() => _records.Values.OfType<T>();

    public int Submissions { get; private set; }

    public int Replays { get; private set; }

    /// <summary>How often each kind of request came.</summary>
    public Dictionary<string, int> Verbs { get; } = [];

    private void Carry<T>(T request, Action<T> apply)
        where T : IMessage
    {
        Submissions++;
        var inner = Requests.Inner(request);
        var id = Requests.IdOf(inner);
        if (_requests.TryGetValue(id, out var before))
        {
            Assert.Equal(before, inner);
            Replays++;
            return;
        }

        _requests.Add(id, inner);
        Verbs[inner.Descriptor.Name] = Verbs.GetValueOrDefault(inner.Descriptor.Name) + 1;
        apply(request);
    }

    private void Apply(SubmitPatrolsRequest request)
    {
        if (request.Create is { } create)
            Add($"patrols/{create.PatrolId}", create.Patrol.Clone()).State = PatrolState.Planned;
        else
            PatrolVerbs.Apply(request, name => (Patrol)_records[name]);
    }

    private void Apply(SubmitInterceptionsRequest request)
    {
        if (request.Register is { } register)
            Add($"interceptions/{register.InterceptionId}", register.Interception.Clone()).State = InterceptionState.Registered;
        if (request.Amend is { } amend)
            amend.UpdateMask.Merge(amend.Interception, (Interception)_records[amend.Interception.Name], Replace);
        if (request.RegisterPerson is { } person)
            Add($"persons/{person.PersonId}", person.Person.Clone());
        if (request.RecordReferral is { } referral)
            ((Interception)_records[referral.Name]).Referrals.Add(referral.Referral);
        if (request.Void is { } mistake)
            ((Interception)_records[mistake.Name]).State = InterceptionState.Void;
    }

    private void Apply(SubmitSeizuresRequest request)
    {
        if (request.Record is { } record)
            Weigh(Add($"seizures/{record.SeizureId}", record.Seizure.Clone())).State = SeizureState.Recorded;
        if (request.Amend is { } amend)
        {
            amend.UpdateMask.Merge(amend.Seizure, (Seizure)_records[amend.Seizure.Name], Replace);
            Weigh((Seizure)_records[amend.Seizure.Name]);
        }

        if (request.RecordMeasurement is { } measured)
            Weigh(SeizureMeasures.Add((Seizure)_records[measured.Name], measured));
        if (request.OpenExhibit is { } opening)
            Assert.Contains(((Seizure)_records[opening.Seizure]).Items, item => item.Id == opening.ItemId);
        if (request.WithdrawMeasurement is { } withdrawn)
            SeizureMeasures.Withdraw((Seizure)_records[withdrawn.Name], withdrawn);
        if (request.Void is { } mistake)
            ((Seizure)_records[mistake.Name]).State = SeizureState.Void;
    }

    private void Apply(SubmitCasesRequest request)
    {
        if (request.Register is { } register)
            Add($"cases/{register.CaseId}", register.Case.Clone()).State = CaseState.Registered;
        else if (request.Report is { } report)
            Add($"cases/{report.CaseId}", CaseVerbs.Reported(report.Report));
        else if (request.LinkRecord is { } link)
            Assert.True(_records.ContainsKey(link.Name) && _records.ContainsKey(link.Record) && link.Name != link.Record, link.RequestId);
        else if (request.DraftNotice is { } draft)
            Add($"notices/{draft.NoticeId}", NoticeVerbs.Drafted(draft.Notice, name => _records[name]));
        else if (request.RecordNotice is { } receipt)
            Add($"notices/{receipt.NoticeId}", NoticeVerbs.Received(receipt.Notice, name => _records[name]));
        else if (request.Amend is { } amend)
            amend.UpdateMask.Merge(amend.Case, (Case)_records[amend.Case.Name], Replace);
        else if (!NoticeVerbs.Apply(request, name => (Notice)_records[name]))
            CaseVerbs.Apply(request, name => (Case)_records[name]);
    }

    // What is done with it but for its record.
    private void RequireCase(SubmitCasesRequest request)
    {
        if ((request.AddNote?.Name ?? request.CreateTask?.Name ?? request.RequestCorrection?.Name) is { } name)
            Assert.False(((Case)_records[name]).State is CaseState.Void or CaseState.Dismissed, name);
    }

    private T Add<T>(string name, T record)
        where T : IMessage
    {
        _records.Add(name, record);
        return record;
    }

    private static Seizure Weigh(Seizure seizure)
    {
        foreach (var mass in seizure.Items.SelectMany(item => new[] { item.Quantity.Mass, item.Counted?.Mass }).OfType<Mass>())
            mass.Grams = (decimal.Parse(mass.Amount, CultureInfo.InvariantCulture) * GramsPer(mass.Unit)).ToString(CultureInfo.InvariantCulture);
        return seizure;
    }

    private static decimal GramsPer(MassUnit unit) => unit switch
    {
        MassUnit.Milligram => 0.001m,
        MassUnit.Gram => 1,
        MassUnit.Kilogram => 1000,
        MassUnit.Tonne => 1_000_000,
        MassUnit.Jin => 500,
        MassUnit.Liang => 50,
        MassUnit.Qian => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    internal static readonly FieldMask.MergeOptions Replace = new()
    {
        ReplaceMessageFields = true,
        ReplaceRepeatedFields = true,
        ReplacePrimitiveFields = true,
    };
}

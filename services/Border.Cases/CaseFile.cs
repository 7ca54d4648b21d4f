using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases;

/// <summary>A case and what an officer may do with it.</summary>
internal sealed class CaseFile(Case record)
{
    private const int MaxArrests = 1000;

    private static readonly CaseState[] Open =
    [
        CaseState.Registered, CaseState.UnderInvestigation, CaseState.Suspended, CaseState.Solved, CaseState.Referred, CaseState.Concluded,
    ];

    private static readonly string[] Amendable =
        ["unit", "area", "register_time", "principal_offence", "other_offences", "particulars"];

    /// <summary>A new case from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Case Register(string name, Case sent, OffenceCatalogue catalogue)
    {
        var record = new Case
        {
            Name = name,
            State = CaseState.Registered,
            Unit = sent.Unit,
            Area = sent.Area,
            RegisterTime = sent.RegisterTime,
            PrincipalOffence = sent.PrincipalOffence,
            OtherOffences = { sent.OtherOffences },
            Particulars = sent.Particulars,
        };
        record.Turns.Add(new CaseTurn { State = CaseState.Registered, TurnTime = sent.RegisterTime });
        RequireOffences(record, catalogue);
        return record;
    }

    public void Amend(AmendCaseRequest request, OffenceCatalogue catalogue)
    {
        RequireState("amended", Open);
        Amendment.Apply(request.UpdateMask, Amendable, request.Case, record);
        RequireOffences(record, catalogue);
    }

    public void OpenInvestigation(Timestamp time) => Turn("put under investigation", CaseState.UnderInvestigation, time, "", CaseState.Registered);

    public void Suspend(Timestamp time, string reason) => Turn("suspended", CaseState.Suspended, time, reason, CaseState.UnderInvestigation);

    public void Resume(Timestamp time, string reason) => Turn("resumed", CaseState.UnderInvestigation, time, reason, CaseState.Suspended);

    public void Solve(Timestamp time)
    {
        Turn("solved", CaseState.Solved, time, "", CaseState.UnderInvestigation);
        record.SolveTime = time;
    }

    public void Refer(Timestamp time) => Turn("referred", CaseState.Referred, time, "", CaseState.UnderInvestigation, CaseState.Solved);

    public void Conclude(Timestamp time, string reason) => Turn("concluded", CaseState.Concluded, time, reason, CaseState.Referred);

    public void Close(Timestamp time, string reason) =>
        Turn("closed", CaseState.Closed, time, reason, CaseState.Registered, CaseState.UnderInvestigation, CaseState.Concluded);

    public void Reopen(Timestamp time, string reason)
    {
        Turn("reopened", CaseState.UnderInvestigation, time, reason, CaseState.Concluded, CaseState.Closed);
        record.SolveTime = null;
    }

    public void Void(string reason)
    {
        RequireState("voided", [.. Open, CaseState.Closed]);
        record.State = CaseState.Void;
        record.VoidReason = reason;
    }

    public void RecordArrest(Arrest sent)
    {
        RequireState("given an arrest", Open);
        if (record.Arrests.Any(arrest => arrest.Id == sent.Id))
            throw Refusals.RecordExists($"{record.Name}/arrests/{sent.Id}");
        if (record.Arrests.Count == MaxArrests)
            throw Refusals.RuleBroken($"A case holds at most {MaxArrests} arrests.");
        var arrest = sent.Clone();
        (arrest.Withdrawn, arrest.WithdrawReason) = (false, "");
        record.Arrests.Add(arrest);
    }

    public void WithdrawArrest(string id, string reason)
    {
        RequireState("relieved of an arrest", [.. Open, CaseState.Closed]);
        var arrest = record.Arrests.FirstOrDefault(arrest => arrest.Id == id) ?? throw Refusals.NotFound($"{record.Name}/arrests/{id}");
        if (arrest.Withdrawn)
            throw Refusals.WrongState($"{record.Name}/arrests/{id}", "withdrawn", "withdrawn again");
        (arrest.Withdrawn, arrest.WithdrawReason) = (true, reason);
    }

    private void Turn(string verb, CaseState to, Timestamp time, string reason, params ReadOnlySpan<CaseState> from)
    {
        RequireState(verb, from);
        if (time < record.RegisterTime)
            throw Refusals.RuleBroken($"A case cannot be {verb} before the time at which it was registered.");
        record.State = to;
        record.Turns.Add(new CaseTurn { State = to, TurnTime = time, Reason = reason });
    }

    private void RequireState(string verb, ReadOnlySpan<CaseState> allowed)
    {
        if (!allowed.Contains(record.State))
            throw Refusals.WrongState(record.Name, CaseStates.Word(record.State), verb);
    }

    private static void RequireOffences(Case record, OffenceCatalogue catalogue)
    {
        catalogue.Require(record.PrincipalOffence);
        foreach (var code in record.OtherOffences)
            catalogue.Require(code);
        if (record.OtherOffences.Append(record.PrincipalOffence).GroupBy(code => code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Refusals.RuleBroken($"A case names each offence once; it names {twice.Key} twice.");
    }
}

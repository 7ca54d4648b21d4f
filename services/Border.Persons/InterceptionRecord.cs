using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons;

/// <summary>An interception and what an officer may do with it.</summary>
internal sealed class InterceptionRecord(Interception record)
{
    private static readonly string[] Amendable =
    [
        "unit", "area", "intercept_time", "position", "direction", "means", "conducts", "citizenship", "disposition", "patrol", "identity",
    ];

    /// <summary>A new interception from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Interception Register(string name, Interception sent)
    {
        var record = new Interception
        {
            Name = name,
            State = InterceptionState.Registered,
            Unit = sent.Unit,
            Area = sent.Area,
            InterceptTime = sent.InterceptTime,
            Position = sent.Position,
            Direction = sent.Direction,
            Means = sent.Means,
            Conducts = { sent.Conducts },
            Citizenship = sent.Citizenship,
            Disposition = sent.Disposition,
            Patrol = sent.Patrol,
            Identity = sent.Identity,
        };
        InterceptionRules.Demand(record);
        return record;
    }

    public void Amend(AmendInterceptionRequest request)
    {
        RequireStanding("amended");
        Amendment.Apply(request.UpdateMask, Amendable, request.Interception, record);
        InterceptionRules.Demand(record);
    }

    public void Void(string reason)
    {
        RequireStanding("voided");
        record.State = InterceptionState.Void;
        record.VoidReason = reason;
    }

    private void RequireStanding(string verb)
    {
        if (record.State == InterceptionState.Void)
            throw Refusals.WrongState(record.Name, "void", verb);
    }
}

using System.Globalization;
using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons.Registry;

/// <summary>A person's record and what an officer may do with it.</summary>
internal sealed class PersonRecord(Person record)
{
    private const int MaxClaims = 20;

    private static readonly string[] Amendable = ["unit", "area", "register_time", "identity"];

    /// <summary>A new person from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Person Register(string name, Person sent)
    {
        var record = new Person { Name = name };
        Enter(record, sent);
        return record;
    }

    /// <summary>A person of whom nothing is known but that an interception names them.</summary>
    public static Person Expect(string name, Interception namedBy) => new()
    {
        Name = name,
        State = PersonState.Expected,
        Unit = namedBy.Unit,
        Area = namedBy.Area,
        RegisterTime = namedBy.InterceptTime,
    };

    /// <summary>Registers a person who was expected; the encounters stay.</summary>
    public void Arrive(Person sent)
    {
        if (record.State != PersonState.Expected)
            throw Refusals.RecordExists(record.Name);
        Enter(record, sent);
    }

    public void AddClaim(IdentityClaim claim)
    {
        RequireRegistered("given a claim");
        record.Identity ??= new();
        if (record.Identity.Claims.Count == MaxClaims)
            throw Refusals.RuleBroken(string.Create(CultureInfo.InvariantCulture, $"{record.Name} has {MaxClaims} claims already."));
        var faults = new FieldFaults();
        ClaimRules.Check(claim, "claim", DayOf(record), faults);
        faults.ThrowIfAny();
        record.Identity.Claims.Add(claim);
    }

    public void Amend(AmendPersonRequest request)
    {
        RequireRegistered("amended");
        Amendment.Apply(request.UpdateMask, Amendable, request.Person, record);
        Demand(record);
    }

    public void Void(string reason)
    {
        if (record.State is not (PersonState.Registered or PersonState.Expected))
            throw WrongState("voided");
        if (record.Encounters.Count > 0 || record.Merged.Count > 0)
            throw Refusals.RuleBroken($"{record.Name} has encounters or merged persons and cannot be voided.");
        record.State = PersonState.Void;
        record.VoidReason = reason;
    }

    /// <exception cref="RefusalException">WRONG_STATE unless the person is registered.</exception>
    public void RequireRegistered(string verb)
    {
        if (record.State != PersonState.Registered)
            throw WrongState(verb);
    }

    /// <exception cref="RefusalException">WRONG_STATE unless the person is merged.</exception>
    public void RequireMerged()
    {
        if (record.State != PersonState.Merged)
            throw WrongState("unmerged");
    }

    private static void Enter(Person record, Person sent)
    {
        record.State = PersonState.Registered;
        (record.Unit, record.Area, record.RegisterTime, record.Identity) = (sent.Unit, sent.Area, sent.RegisterTime, sent.Identity);
        Demand(record);
    }

    private static void Demand(Person record)
    {
        var faults = new FieldFaults();
        ClaimRules.Check(record.Identity?.Claims ?? [], "person.identity.claims", DayOf(record), faults);
        faults.ThrowIfAny();
    }

    private static DateOnly DayOf(Person record) => DateOnly.FromDateTime(record.RegisterTime.ToDateTime());

    private RefusalException WrongState(string verb) => Refusals.WrongState(
        record.Name,
        record.State == PersonState.Merged ? $"merged into {record.MergedInto}" : record.State.ToString().ToLowerInvariant(),
        verb);
}

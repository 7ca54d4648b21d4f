using Border.Cases.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Tests;

/// <summary>Invented cases, valid unless a test says otherwise.</summary>
internal static class SampleCases
{
    public static readonly OffenceCatalogue Catalogue = new();
    public static readonly Timestamp Registered = new() { Seconds = 1_610_000_000 };
    public static readonly Timestamp Later = new() { Seconds = 1_611_000_000 };

    public static Case New(CaseState state = CaseState.Registered, string id = "a")
    {
        var record = new Case
        {
            Name = $"cases/{id}",
            State = state,
            Unit = "U1",
            Area = "53.01",
            RegisterTime = Registered,
            Number = "U1-2021-0001",
            PrincipalOffence = "illegal_crossing",
            Particulars = new CaseParticulars { Title = "Invented" },
        };
        if (state is CaseState.Reported or CaseState.Dismissed)
            (record.ReportTime, record.RegisterTime, record.Number) = (Registered, null, "");
        if (state == CaseState.Transferred)
            record.Transfers.Add(new CaseTransfer { FromUnit = "U1", ToUnit = "U2", TransferTime = Registered, StateBefore = CaseState.Suspended });
        return record;
    }
}

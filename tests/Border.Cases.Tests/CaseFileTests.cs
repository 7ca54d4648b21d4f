using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests;

public sealed class CaseFileTests
{
    [Fact]
    public void Register_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = New(CaseState.Transferred);
        sent.SolveTime = Later;
        sent.ReportTime = Later;
        sent.VoidReason = "x";
        sent.Arrests.Add(new Arrest { Id = "a" });

        var record = CaseFile.Register("cases/b", sent, Catalogue);

        var expected = New(id: "b");
        expected.Number = "";
        expected.Turns.Add(new CaseTurn { State = CaseState.Registered, TurnTime = Registered });
        Assert.Equal(expected, record);
    }

    [Fact]
    public void Register_UnknownOffence_IsRefused()
    {
        var sent = New();
        sent.OtherOffences.Add("no_such_offence");

        Assert.Equal(ErrorReason.UnknownReference, Assert.Throws<RefusalException>(() => CaseFile.Register("cases/b", sent, Catalogue)).Reason);
    }

    [Fact]
    public void Register_OffenceNamedTwice_IsRefused()
    {
        var sent = New();
        sent.OtherOffences.Add(sent.PrincipalOffence);

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => CaseFile.Register("cases/b", sent, Catalogue)).Reason);
    }

    [Fact]
    public void Report_NotRegisteredYet_HasNeitherNumberNorTimeOfRegistration()
    {
        var record = CaseFile.Report("cases/b", Report(), Catalogue);

        Assert.Equal((CaseState.Reported, "", Registered), (record.State, record.Number, record.ReportTime));
        Assert.Null(record.RegisterTime);
        Assert.Equal(("Invented", 3), (record.Particulars.Title, record.FormVersion));
    }

    [Fact]
    public void Report_UnknownOffence_IsRefused()
    {
        var report = Report();
        report.PrincipalOffence = "no_such_offence";

        Assert.Equal(ErrorReason.UnknownReference, Assert.Throws<RefusalException>(() => CaseFile.Report("cases/b", report, Catalogue)).Reason);
    }

    [Fact]
    public void RegisterReported_Report_HasItsTimeFromThenOn()
    {
        var record = CaseFile.Report("cases/b", Report(), Catalogue);

        new CaseFile(record).RegisterReported(Later, "witness heard");

        Assert.Equal((Later, Registered), (record.RegisterTime, record.ReportTime));
        Assert.Equal([CaseState.Reported, CaseState.Registered], record.Turns.Select(turn => turn.State));
    }

    [Fact]
    public void Amend_TimeOfRegistrationOfAReport_IsRefused()
    {
        var record = New(CaseState.Reported);
        var request = new AmendCaseRequest { Case = New(), UpdateMask = new() { Paths = { "area", "register_time" } } };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseFile(record).Amend(request, Catalogue)).Reason);
        Assert.Null(record.RegisterTime);
    }

    [Fact]
    public void Reclassify_Twice_KeepsEachOldClassWithItsDates()
    {
        var record = New();
        record.OtherOffences.Add("organising_crossing");
        var later = new Timestamp { Seconds = Later.Seconds + 60 };

        new CaseFile(record).Reclassify(Classified("organising_crossing", Later), Catalogue);
        new CaseFile(record).Reclassify(Classified("fraud", later), Catalogue);

        Assert.Equal("fraud", record.PrincipalOffence);
        Assert.Empty(record.OtherOffences);
        Assert.Equal(
            [
                new Classification
                {
                    PrincipalOffence = "illegal_crossing",
                    OtherOffences = { "organising_crossing" },
                    FromTime = Registered,
                    UntilTime = Later,
                    Reason = "why",
                },
                new Classification { PrincipalOffence = "organising_crossing", FromTime = Later, UntilTime = later, Reason = "why" },
            ],
            record.Classifications);
    }

    [Fact]
    public void Reclassify_BeforeTheLastClassification_IsRefused()
    {
        var record = New();
        new CaseFile(record).Reclassify(Classified("fraud", Later), Catalogue);

        Assert.Equal(
            ErrorReason.RuleBroken,
            Assert.Throws<RefusalException>(() => new CaseFile(record).Reclassify(Classified("illegal_crossing", Registered), Catalogue)).Reason);
    }

    [Theory]
    [InlineData("illegal_crossing", ErrorReason.RuleBroken)]
    [InlineData("no_such_offence", ErrorReason.UnknownReference)]
    public void Reclassify_ToTheSameOrToNoOffence_IsRefused(string offence, ErrorReason reason)
    {
        var record = New();

        Assert.Equal(reason, Assert.Throws<RefusalException>(() => new CaseFile(record).Reclassify(Classified(offence, Later), Catalogue)).Reason);
        Assert.Empty(record.Classifications);
    }

    private static ReclassifyCaseRequest Classified(string offence, Timestamp time) =>
        new() { PrincipalOffence = offence, ReclassifyTime = time, Reason = "why" };

    private static CaseReport Report() => new()
    {
        Unit = "U1",
        Area = "53.01",
        ReportTime = Registered,
        PrincipalOffence = "illegal_crossing",
        Particulars = new CaseParticulars { Title = "Invented" },
        FormVersion = 3,
    };
}

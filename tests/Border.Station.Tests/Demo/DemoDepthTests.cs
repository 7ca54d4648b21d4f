using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Bulk;
using Border.Station.Demo;

namespace Border.Station.Tests.Demo;

/// <summary>What the demo's records hold beyond what is counted.</summary>
public sealed class DemoDepthTests
{
    private static readonly DemoData Demo = new(DemoTargets.Published.Divided(10));
    private static readonly DemoBooks Books = new(Demo);

    [Fact]
    public void Requests_BeyondTheMainFacts_AreFew()
    {
        string[] deep =
        [
            "PausePatrolRequest", "ResumePatrolRequest", "ChangeLegRequest", "CancelPatrolRequest", "RecordReferralRequest", "ReportCaseRequest",
            "DismissReportRequest", "TransferCaseRequest", "AcceptTransferRequest", "RefuseTransferRequest", "AddSuspectRequest", "IssueWarrantRequest",
            "ExecuteWarrantRequest", "LinkRecordRequest", "RecordMeasurementRequest", "WithdrawMeasurementRequest",
        ];

        Assert.InRange(deep.Sum(verb => Books.Verbs.GetValueOrDefault(verb)), 1, Books.Submissions / 20);
    }

    [Fact]
    public void Children_OfGroups_AreMinorsWithTheHeadOfTheirFamily()
    {
        var byName = Registered().ToDictionary(request => $"interceptions/{request.InterceptionId}", request => request.Interception);
        var children = byName.Values.Where(record => record.Group?.Role == GroupRole.Child).ToList();

        Assert.NotEmpty(children);
        Assert.All(children, child =>
        {
            var adult = byName[child.AccompaniedBy];
            Assert.Equal((AgeGroup.Minor, GroupRole.Head), (child.AgeGroup, adult.Group.Role));
            Assert.Equal(adult.Group.GroupId, child.Group.GroupId);
        });
    }

    [Fact]
    public void Members_OfAGroup_AreMetAtOnePlaceAndTime()
    {
        var groups = Books.Of<Interception>()
            .Where(record => record.Group is not null && record.State == InterceptionState.Registered)
            .GroupBy(record => record.Group.GroupId);

        Assert.All(groups, group => Assert.Single(group.Select(record => (record.Area, record.Unit, record.InterceptTime)).Distinct()));
    }

    [Fact]
    public void Groups_OfTheDemo_AreFamiliesAndThoseWhoAreLed()
    {
        var roles = Registered().Select(request => request.Interception.Group?.Role).OfType<GroupRole>().ToHashSet();

        Assert.Equal<GroupRole>([GroupRole.Head, GroupRole.Partner, GroupRole.Child, GroupRole.Companion, GroupRole.Facilitator], roles.Order());
    }

    [Fact]
    public void Needs_OfTheDemo_AreAnsweredByAReferral()
    {
        var inNeed = Books.Of<Interception>().Where(record => record.ProtectionNeeds.Count > 0).ToList();

        Assert.Equal(Enum.GetValues<ProtectionNeed>().Skip(1), inNeed.SelectMany(record => record.ProtectionNeeds).Distinct().Order());
        Assert.All(inNeed, record => Assert.Equal(record.ProtectionNeeds, record.Referrals.Select(referral => referral.Need)));
        Assert.Contains(inNeed, record => record.Disposition == Disposition.HandedOver);
    }

    [Fact]
    public void Findings_OfTheDemo_AreOfStaysAndWork()
    {
        var findings = Books.Of<Interception>().SelectMany(record => record.Findings).ToList();

        Assert.Equal([Conduct.IllegalStay, Conduct.IllegalWork], findings.Select(finding => finding.Conduct).Distinct().Order());
        Assert.All(findings, finding => Assert.Equal(finding.Outcome == FindingOutcome.Pending, finding.OutcomeTime is null));
    }

    [Fact]
    public void Items_OfTheDemo_HaveDetailsOfTheirKinds()
    {
        var items = Books.Of<Seizure>().SelectMany(seizure => seizure.Items).ToList();

        Assert.Contains(items, item => item.Drug is { PurityPercent.Length: > 0 });
        Assert.Contains(items, item => item.Precursor is not null);
        Assert.Contains(items, item => item.Firearm is { Make.Length: > 0, Calibre.Length: > 0 });
        Assert.Contains(items, item => item.Vehicle is { Plate.Length: > 0 });
        Assert.Contains(Books.Of<Seizure>(), seizure => seizure.Circumstances is { Packages: > 0 });
    }

    [Fact]
    public void Measurements_OfTheDemo_EndWithTheLaboratorys()
    {
        var measured = Books.Of<Seizure>().SelectMany(seizure => seizure.Items).Where(item => item.Measurements.Count > 0).ToList();

        Assert.NotEmpty(measured);
        Assert.All(measured, item =>
        {
            Assert.Equal((MeasurementMethod.Estimated, MeasurementMethod.Laboratory), (item.QuantityMethod, item.Measurements[^1].Method));
            Assert.Equal(item.Measurements[^1].Quantity, item.Counted);
        });
    }

    [Fact]
    public void Notices_OfTheDemo_AreOfEveryCounterpartAndSubjectAndToNeighboursOfTheirStation()
    {
        var notices = Books.Of<Notice>().ToList();

        Assert.Equal(Enum.GetValues<CounterpartKind>().Skip(1), notices.Select(notice => notice.Counterpart.Kind).Distinct().Order());
        Assert.True(notices.Select(notice => notice.Subject).Distinct().Count() >= 9);
        Assert.Contains(notices, notice => notice is { State: NoticeState.Answered, Direction: NoticeDirection.Incoming });
        Assert.Contains(notices, notice => notice.Records.Any(record => record.StartsWith("cases/", StringComparison.Ordinal)));
        Assert.All(
            notices.Where(notice => notice.Counterpart.Country.Length > 0),
            notice => Assert.Contains(notice.Counterpart.Country, DemoAreas.Known.Of(notice.Area).Neighbours));
    }

    [Fact]
    public void Notices_OfJointPatrols_AreSentBeforeToTheNeighbourOfThePatrol()
    {
        var patrols = Demo.Patrols.Select(request => request.Create).OfType<CreatePatrolRequest>().ToDictionary(create => $"patrols/{create.PatrolId}", create => create.Patrol);
        var arranging = Books.Of<Notice>().Where(notice => notice.Records.Any(patrols.ContainsKey)).ToList();

        Assert.NotEmpty(arranging);
        Assert.All(arranging, notice =>
        {
            var patrol = patrols[notice.Records.Single()];
            Assert.Equal((NoticeSubject.JointPatrol, patrol.CounterpartCountry), (notice.Subject, notice.Counterpart.Country));
            Assert.True(notice.IssueTime < patrol.PlanTime);
        });
    }

    [Fact]
    public void Custody_OfTheDemo_IsSealedHandedOverSampledWeighedAndDestroyed()
    {
        string[] acts = ["OpenExhibit", "SealExhibit", "BreakSeal", "OfferHandOver", "ConfirmHandOver", "StoreExhibit", "TakeSample", "WeighExhibit", "RecordLoss", "DestroyExhibit"];

        Assert.All(acts, act => Assert.True(Books.Verbs.GetValueOrDefault($"{act}Request") > 0, act));
        Assert.True(Books.Verbs["DestroyExhibitRequest"] < Books.Verbs["OpenExhibitRequest"]);
    }

    [Fact]
    public void Work_OfTheDemo_HasCorrectionsThatWereDecidedAndThatWait()
    {
        var decided = Books.Verbs["ApproveCorrectionRequest"] + Books.Verbs["RejectCorrectionRequest"];

        Assert.InRange(decided, 2, Books.Verbs["RequestCorrectionRequest"] - 1);
        Assert.InRange(Books.Verbs["CompleteTaskRequest"], 1, Books.Verbs["CreateTaskRequest"] - 1);
    }

    [Fact]
    public void Persons_ThatAreRecognised_ArePutIntoTheLastVersionOfTheirEncounter()
    {
        var versions = Demo.Interceptions.DistinctBy(request => RequestIds.Of(Requests.Inner(request)))
            .CountBy(request => request.Register is { } made ? $"interceptions/{made.InterceptionId}" : request.Amend?.Interception.Name ?? request.RecordReferral?.Name ?? "")
            .ToDictionary();

        var recognised = Demo.Persons.SelectMany(turn => turn.Requests).Select(request => request.Amend?.Interception).OfType<Interception>().ToList();

        Assert.NotEmpty(recognised);
        Assert.All(recognised, sent => Assert.Equal($"{versions[sent.Name]}", sent.Etag));
    }

    [Fact]
    public void Persons_OfTheDemo_WereMetTwiceOrMayHaveBeenMet()
    {
        var met = Books.Of<Interception>().Where(record => record.Person.Length > 0).GroupBy(record => record.Person).ToList();

        Assert.NotEmpty(met);
        Assert.All(met, person => Assert.Equal(2, person.Count()));
        Assert.True(met.Count + 2 * Books.Verbs["MergePersonsRequest"] < Books.Verbs["RegisterPersonRequest"]);
    }

    [Fact]
    public void ZeroReports_OfTheDemo_AreOfAreasThatAreNotAllSilent()
    {
        var regions = Demo.Areas.Areas.Count(area => area.Kind == Statistics.V1.AreaKind.Region);

        Assert.InRange(Demo.ZeroReports.Count, 1, regions * 6 - 1);
        Assert.Equal(Demo.ZeroReports.Count, Demo.ZeroReports.Select(request => request.Submit.RequestId).Distinct().Count());
    }

    private static IEnumerable<RegisterInterceptionRequest> Registered() =>
        Demo.Interceptions.Select(request => request.Register).OfType<RegisterInterceptionRequest>().DistinctBy(request => request.InterceptionId);
}

using Border.Cases.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Access;

/// <summary>The table of who may do what, beside the contract.</summary>
public sealed class PolicyTests
{
    private static readonly string[] Methods =
        [.. Contract.Services.SelectMany(service => service.Methods).Select(method => $"{method.Service.FullName}/{method.Name}")];

    [Fact]
    public void Rows_OfTheContract_AreOneForEachRpc()
    {
        var rows = Policy.Rows.Select(row => $"{row.Service}/{row.Method}").ToList();

        Assert.Empty(Methods.Except(rows));
        Assert.Empty(rows.Except(Methods));
        Assert.Equal(rows.Distinct().Count(), rows.Count);
    }

    [Fact]
    public void Requests_OfTheRows_AreThoseOfTheContract()
    {
        var requests = Contract.Services.SelectMany(service => service.Methods).Select(method => method.InputType.FullName);

        Assert.Equal(requests.Order(), Policy.Rows.Select(row => row.Request).Order());
    }

    [Fact]
    public void Rows_ThatTellOfPersons_NeedAPurpose() => Assert.Equal(
        ["AddClaim", "AmendInterception", "AmendPerson", "AmendWatchNotice", "EraseRecord", "GetInterception", "GetPerson", "GetWatchNotice", "LiftLegalHold",
            "ListVersions", "MergePersons", "PlaceLegalHold", "ProposeErasure", "RecordReferral", "UnmergePerson", "VoidInterception", "VoidPerson",
            "WithdrawErasure", "WithdrawWatchNotice"],
        Policy.Rows.Where(row => row.NeedsPurpose).Select(row => row.Method).Order());

    // Neither the bytes of a file nor a rebuild of figures is a record, and both may be sent again as they are.
    [Fact]
    public void Rows_ThatMakeOrChangeRecords_AreThoseWithARequestId() => Assert.Equal(
        Contract.Services.SelectMany(service => service.Methods)
            .Where(method => method.InputType.FindFieldByName("request_id") is not null || method.Name is "UploadAttachment" or "RebuildFeed")
            .Select(method => method.Name)
            .Order(),
        Policy.Rows.Where(row => IsWrite(row) || row.Act is AuditAction.Erasure || row.Method == "PublishRelease").Select(row => row.Method).Order());

    // Those who watch are shown records without what these say about persons.
    [Fact]
    public void Rows_WhoseAnswersTellOfPersons_LeaveAnEntry() => Assert.Equal(
        ["WatchEmergencyAccesses", "WatchPatrols"],
        from service in Contract.Services
        from method in service.Methods
        where PersonalFields.In(method.OutputType) && Policy.Of($"/{service.FullName}/{method.Name}").Act == AuditAction.None
        orderby method.Name
        select method.Name);

    [Fact]
    public void Rows_OfBulkStreams_LeaveTheEntryToEachRequest() =>
        Assert.All(Policy.Rows.Where(row => row.Area == AreaRule.Each), row => Assert.Equal(AuditAction.None, row.Act));

    [Fact]
    public void Rows_OfTheAuditor_ChangeNothingButTheirOwnFilters() => Assert.Equal(
        ["SavedFilterService"],
        Contract.Services.SelectMany(service => service.Methods)
            .Where(method => method.IsClientStreaming || method.InputType.FindFieldByName("request_id") is not null)
            .Where(method => Policy.Of($"/{method.Service.FullName}/{method.Name}").Roles.Has(Role.Auditor))
            .Select(method => method.Service.Name).Distinct());

    [Fact]
    public void Of_MethodWithoutARow_Throws() =>
        Assert.Contains("has no row", Assert.Throws<InvalidOperationException>(() => Policy.Of("/border.cases.v1.CaseService/Guess")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("53.01", "53.01", true)]
    [InlineData("53.01", "53.01.02", true)]
    [InlineData("53.01", "53.02", false)]
    [InlineData("53.01", "53", false)]
    [InlineData("53.01", "", false)]
    [InlineData("*", "", true)]
    public void Require_FiguresOfAnArea_NeedResponsibilityForIt(string own, string asked, bool isTaken)
    {
        var refusal = RefusalOf("GetFigures", Analyst(own), new GetFiguresRequest { Areas = { asked.Length == 0 ? [] : (string[])[asked] } });

        Assert.Equal(isTaken ? null : ErrorReason.NotPermitted, refusal?.Reason);
        Assert.Equal(isTaken ? [] : ["areas"], refusal?.Violations.Select(violation => violation.Field) ?? []);
    }

    [Fact]
    public void Require_FiguresOfSomeAreasOfWhichOneIsOutside_IsRefused() =>
        Assert.NotNull(RefusalOf("GetFigures", Analyst("53"), new GetFiguresRequest { Areas = { "53.01", "54" } }));

    [Fact]
    public void Require_ReturnForAnotherArea_NamesTheField()
    {
        var refusal = RefusalOf("SubmitReturn", Analyst("53"), new SubmitReturnRequest { Return = new() { Area = "54" } });

        Assert.Equal("return.area", Assert.Single(refusal!.Violations).Field);
    }

    [Theory]
    [InlineData(Purpose.Unspecified, false, ErrorReason.PurposeMissing)]
    [InlineData(Purpose.Investigation, false, null)]
    [InlineData(Purpose.Unspecified, true, null)]
    public void Require_PersonWithoutAPurpose_IsForTheUserOfTheMachineOnly(Purpose purpose, bool isLocalUser, ErrorReason? reason)
    {
        var caller = new Caller(new Actor("a") { Roles = new(Role.Investigator), Areas = AreaScope.Nation, IsLocalUser = isLocalUser }, purpose, "");

        var refusal = Record.Exception(() => Gate.Require(RowOf("GetPerson"), caller, null)) as RefusalException;

        Assert.Equal(reason, refusal?.Reason);
    }

    [Fact]
    public void RequireInStream_RequestOfAnotherRole_IsRefused()
    {
        var officer = new Actor("a") { Roles = new(Role.PatrolOfficer), Areas = AreaScope.Nation };

        Gate.RequireInStream(officer, new ReportCaseRequest());

        Assert.Throws<RefusalException>(() => Gate.RequireInStream(officer, new VoidCaseRequest()));
    }

    // Merges are of the act of combination, and so is reading a pair of records.
    private static bool IsWrite(PolicyRow row) =>
        row.Act is AuditAction.Collection or AuditAction.Alteration || (row.Act is AuditAction.Combination && row.Method != "GetMatchCandidate");

    private static PolicyRow RowOf(string method) => Policy.Rows.Single(row => row.Method == method);

    private static Caller Analyst(string area) =>
        new(new Actor("a") { Roles = new(Role.HeadquartersAnalyst), Areas = AreaScope.TryParse([area])! }, Purpose.Unspecified, "");

    private static RefusalException? RefusalOf(string method, Caller caller, Google.Protobuf.IMessage request) =>
        Record.Exception(() => Gate.Require(RowOf(method), caller, request)) as RefusalException;
}

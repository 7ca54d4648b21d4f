using System.Collections;
using System.Text;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.SystemTests.Samples;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.SystemTests.Access;

/// <summary>Every cell of the table of who may do what, through real calls: role by RPC, and own, other, higher and lower area by RPC.</summary>
public sealed class AccessMatrixTests(AccessHost host) : IClassFixture<AccessHost>
{
    private const int MaxSamples = 60;

    // The caller's area, and whether a record of the host's area lies in it.
    private static readonly (string Area, bool IsOwn)[] Scopes =
        [(AccessHost.Area, true), ("53", true), ("*", true), ("53.02", false), ("54", false), (AccessHost.Area + ".1", false), ("53.01.021", false)];

    // What a sample refers to is not there.
    private static readonly string[] Elsewhere = ["case", "records", "reply_to", "links", "attachments"];

    private readonly ContractClient _client = new(host.Channel);

    [Fact]
    public async Task Call_OfEachRpcInEachRole_IsTakenWhereTheTableSaysSo()
    {
        var cells = from method in Contract.Methods from role in Enum.GetValues<Role>().Skip(1) select (method, role);
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();

        await Parallel.ForEachAsync(cells, async (cell, _) =>
        {
            var request = cell.method.InputType.Parser.ParseFrom(ByteString.Empty);
            var outcome = await _client.CallAsync(cell.method, request, As(cell.role, "*"));
            if ((outcome.Code == StatusCode.PermissionDenied) == RowOf(cell.method).Roles.Has(cell.role))
                wrong.Enqueue($"{cell.method.FullName} as {cell.role}: {outcome}");
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Call_ThatTellsOfAPersonWithoutAPurpose_IsRefused()
    {
        foreach (var method in Contract.Methods.Where(method => RowOf(method).NeedsPurpose))
        {
            var headers = As(RoleOf(method), "*", purpose: "");

            var outcome = await _client.CallAsync(method, method.InputType.Parser.ParseFrom(ByteString.Empty), headers);

            Assert.Equal((method.FullName, "ERROR_REASON_PURPOSE_MISSING"), (method.FullName, outcome.Reason));
        }
    }

    [Fact]
    public async Task Call_AboutTheNationOrAnArea_NeedsResponsibilityForIt()
    {
        var wrong = new List<string>();
        foreach (var method in Contract.Methods.Where(method => RowOf(method).Area is AreaRule.Nation or AreaRule.Asked))
        {
            foreach (var (scope, isOwn) in Scopes)
            {
                var request = Sample(method, 0);
                var isAsked = RowOf(method).Area == AreaRule.Asked;
                if (isAsked)
                    SetArea(request);
                var outcome = await _client.CallAsync(method, request, As(RoleOf(method), scope));
                if ((outcome.Code != StatusCode.PermissionDenied) != (isAsked ? isOwn : scope == "*"))
                    wrong.Add($"{method.FullName} in {scope}: {outcome}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Call_AboutARecord_IsCarriedOutInItsAreaAndFindsNothingElsewhere()
    {
        var wrong = new List<string>();
        foreach (var method in Contract.Methods.Where(method => RowOf(method).Area == AreaRule.Record && TargetsOf(method).Length > 0))
        {
            foreach (var target in TargetsOf(method))
            {
                // Elsewhere first: a record that is voided is still there.
                foreach (var (scope, isOwn) in Scopes.Reverse())
                {
                    var outcome = await CallAboutAsync(method, target, scope);
                    // Only its holder acts on an exhibit, and the caller is not: those who see it are told so.
                    var isHolders = target.StartsWith("exhibits/", StringComparison.Ordinal) && Contract.IsWrite(method);
                    var isSeen = (isHolders || outcome.Code != StatusCode.PermissionDenied) && !(outcome.Code == StatusCode.NotFound && outcome.Name == target);
                    if (isOwn ? !isSeen : outcome.Code != StatusCode.NotFound)
                        wrong.Add($"{method.FullName} of {target} in {scope}: {outcome}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Call_ThatMakesARecord_IsTakenForOnesOwnAreaOnly()
    {
        var wrong = new List<string>();
        foreach (var method in Contract.Methods.Where(IsMaking))
        {
            // Elsewhere first: what has been made already is refused for that.
            foreach (var (scope, isOwn) in Scopes.Reverse())
            {
                var outcome = await CallUntilTakenAsync(method, SetArea, scope);
                if ((outcome.Code == StatusCode.PermissionDenied) == isOwn)
                    wrong.Add($"{method.FullName} in {scope}: {outcome}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("patrols", "GetPatrol")]
    [InlineData("tracks", "GetTrack")]
    [InlineData("interceptions", "GetInterception")]
    [InlineData("persons", "GetPerson")]
    [InlineData("cases", "GetCase")]
    [InlineData("notices", "GetNotice")]
    [InlineData("seizures", "GetSeizure")]
    [InlineData("exhibits", "GetExhibit")]
    public async Task ListVersions_InEachRole_IsForThoseWhoMayGetTheRecord(string collection, string get)
    {
        var versions = Contract.Methods.Single(method => method.Name == "ListVersions");
        foreach (var role in Enum.GetValues<Role>().Skip(1))
        {
            var request = versions.InputType.Parser.ParseFrom(ByteString.Empty);
            Name(request, $"{collection}/here");

            var outcome = await _client.CallAsync(versions, request, As(role, "*"));

            var mayGet = RowOf(Contract.Methods.Single(method => method.Name == get)).Roles.Has(role);
            Assert.Equal((role, mayGet && RowOf(versions).Roles.Has(role) ? StatusCode.OK : StatusCode.PermissionDenied), (role, outcome.Code));
        }
    }

    [Theory]
    [InlineData("ListPatrols")]
    [InlineData("ListTracks")]
    [InlineData("ListDevices")]
    [InlineData("ListInterceptions")]
    [InlineData("ListPersons")]
    [InlineData("ListCases")]
    [InlineData("ListTasks")]
    [InlineData("ListCorrections")]
    [InlineData("ListEvidence")]
    [InlineData("ListNotices")]
    [InlineData("ListEmergencyAccesses")]
    [InlineData("ListSeizures")]
    [InlineData("ListExhibits")]
    [InlineData("ListReleases")]
    public async Task List_InEachArea_HasWhatLiesThere(string name)
    {
        var method = Contract.Methods.Single(method => method.Name == name);
        foreach (var (scope, isOwn) in Scopes)
        {
            var answer = await host.Channel.CreateCallInvoker().AsyncUnaryCall(
                new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, name, Bytes, Bytes), null, new CallOptions(As(RoleOf(method), scope)), []);

            Assert.Equal((scope, isOwn), (scope, Encoding.UTF8.GetString(answer).Contains("/here", StringComparison.Ordinal)));
        }
    }

    private static Marshaller<byte[]> Bytes => Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    private static PolicyRow RowOf(MethodDescriptor method) => Policy.Of(Contract.PathOf(method));

    // What is the same for all records tells of each those who may read it.
    private static Role RoleOf(MethodDescriptor method) => method.Service.Name == "LookupService" ? Role.Investigator : RowOf(method).Roles.Each().First();

    private static Metadata As(Role role, string area, string purpose = "oversight")
    {
        Metadata headers = new() { { "border-actor", "nobody-else" }, { "border-roles", EnumWords.WordOf(role) }, { "border-areas", area } };
        if (purpose.Length > 0)
            headers.Add("border-purpose", purpose);
        return headers;
    }

    private static bool IsMaking(MethodDescriptor method) =>
        RowOf(method).Area == AreaRule.Record && Contract.IsWrite(method) && !Contract.IsBulk(method)
        && TargetsOf(method).Length == 0 && AskedArea.In(method.InputType) is not null && !method.Name.StartsWith("Amend", StringComparison.Ordinal);

    private static IMessage Sample(MethodDescriptor method, int seed) => new SampleMessages(new Random(seed), 10_000).Make(method.InputType);

    private static void SetArea(IMessage request)
    {
        foreach (var holder in request.Descriptor.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Message && !field.IsRepeated)
            .Select(field => field.Accessor.GetValue(request)).OfType<IMessage>().Prepend(request))
        {
            foreach (var field in Elsewhere.Select(holder.Descriptor.FindFieldByName).Where(field => field is { FieldType: FieldType.String } or { IsRepeated: true }))
                field.Accessor.Clear(holder);
            if (holder.Descriptor.FindFieldByName("area") is { FieldType: FieldType.String } area)
                area.Accessor.SetValue(holder, AccessHost.Area);
            if (holder.Descriptor.FindFieldByName("areas") is { FieldType: FieldType.String } areas)
            {
                var list = (IList)areas.Accessor.GetValue(holder);
                list.Clear();
                list.Add(AccessHost.Area);
            }
        }
    }

    // The records that a request may be about; none when it makes a new one, or what it is about lies in no area.
    private static string[] TargetsOf(MethodDescriptor method) => method.Service.Name switch
    {
        "PatrolService" when method.Name != "CreatePatrol" => ["patrols/here"],
        "TrackService" => ["patrols/here"],
        "DeviceService" when method.Name != "RegisterDevice" => ["devices/here"],
        "PersonService" when method.Name != "RegisterInterception" => ["interceptions/here"],
        "PersonRegistryService" when method.Name != "RegisterPerson" => ["persons/here"],
        "CaseService" when method.Name is not ("RegisterCase" or "ReportCase") => ["cases/here"],
        "CaseNoteService" => [method.Name == "AddNote" ? "cases/here" : "notes/here"],
        "CaseTaskService" => [method.Name == "CreateTask" ? "cases/here" : "tasks/here"],
        "CaseCorrectionService" => [method.Name == "RequestCorrection" ? "cases/here" : "corrections/here"],
        "CaseEvidenceService" => [method.Name == "AddEvidence" ? "cases/here" : "evidence/here"],
        "NoticeService" when method.Name is not ("DraftNotice" or "RecordNotice") => ["notices/here"],
        "EmergencyAccessService" => ["emergency-accesses/here"],
        "SeizureService" when method.Name != "RecordSeizure" => ["seizures/here"],
        "CustodyService" => [method.Name == "OpenExhibit" ? "seizures/here" : "exhibits/here"],
        "ReleaseService" when method.Name != "DraftRelease" => ["releases/here"],
        "LookupService" => ["patrols/here", "interceptions/here", "persons/here", "cases/here", "notices/here", "seizures/here", "exhibits/here"],
        _ => [],
    };

    private Task<Outcome> CallAboutAsync(MethodDescriptor method, string target, string scope) =>
        CallUntilTakenAsync(method, request => Name(request, target), scope);

    private static void Name(IMessage request, string target)
    {
        if (request.Descriptor.FindFieldByName(request.Descriptor.Name == "OpenExhibitRequest" ? "seizure" : "name") is { } name)
            name.Accessor.SetValue(request, target);
        else if (request.Descriptor.FindFieldByNumber(1).Accessor.GetValue(request) is IMessage record)
        {
            record.Descriptor.FindFieldByName("name").Accessor.SetValue(record, target);
            // Were it moved, nobody would find it there who comes next.
            if (record.Descriptor.FindFieldByName("area") is { FieldType: FieldType.String, IsRepeated: false } area)
                area.Accessor.SetValue(record, AccessHost.Area);
        }
    }

    // Samples keep the limits of the contract, and not always the rules of the domain.
    private async Task<Outcome> CallUntilTakenAsync(MethodDescriptor method, Action<IMessage> prepare, string scope)
    {
        Outcome outcome = new(StatusCode.Unknown, "", "");
        for (var seed = 0; seed < MaxSamples; seed++)
        {
            var request = Sample(method, seed);
            prepare(request);
            outcome = await _client.CallAsync(method, request, As(RoleOf(method), scope));
            if (outcome.Code is not (StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.Aborted))
                break;
        }

        return outcome;
    }
}

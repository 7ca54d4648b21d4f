using Border.Lookup.V1;
using Border.Persons.Tests.Zones;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Persons.Tests;

public sealed class SqlitePersonServiceTests() : PersonServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPersonServiceTests() : PersonServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class PersonServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    private StoragePlace place = null!;
    private ServiceHost host = null!;
    private PersonService.PersonServiceClient client = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task RegisterInterception_WholeRecord_IsReadBackAsItWasSent()
    {
        var request = Register("a");

        var registered = await client.RegisterInterceptionAsync(request);
        var read = await client.GetInterceptionAsync(new() { Name = "interceptions/a" });

        Assert.Equal(registered, read);
        var expected = request.Interception.Clone();
        (expected.Name, expected.Etag, expected.State) = ("interceptions/a", "1", InterceptionState.Registered);
        (expected.CreateTime, expected.UpdateTime) = (read.CreateTime, read.UpdateTime);
        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task RegisterInterception_EveryFieldWrong_NamesThemAll()
    {
        var request = new RegisterInterceptionRequest
        {
            InterceptionId = "Not An Id",
            Interception = new()
            {
                Area = "a..b",
                Patrol = "nothing",
                Position = new() { Latitude = 91 },
                Identity = new() { Claims = { new IdentityClaim { Nationality = "Utopia", BirthDate = "1.2.1990", Document = new() } } },
            },
        };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.RegisterInterceptionAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            [
                "interception.area", "interception.citizenship", "interception.conducts", "interception.disposition",
                "interception.identity.claims[0].birth_date", "interception.identity.claims[0].document.number",
                "interception.identity.claims[0].document.type", "interception.identity.claims[0].nationality",
                "interception.identity.claims[0].source", "interception.intercept_time", "interception.patrol",
                "interception.position.latitude", "interception.unit", "interception_id", "request_id",
            ],
            FieldsAtFault(error));
    }

    [Fact]
    public async Task RegisterInterception_SeveralRulesBroken_NamesEachFieldAndStoresNothing()
    {
        var request = Register("a", Conduct.IllegalEntry, Conduct.IllegalWork);
        request.Interception.Direction = Direction.Exit;
        request.Interception.Citizenship = CitizenshipStatus.National;
        request.Interception.Disposition = Disposition.PersuadedToReturn;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.RegisterInterceptionAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, "ERROR_REASON_INVALID_FIELDS"), (error.StatusCode, ReasonOf(error)));
        Assert.Equal(["interception.citizenship", "interception.direction", "interception.disposition"], FieldsAtFault(error));
        Assert.Empty((await client.ListInterceptionsAsync(new())).Interceptions);
    }

    [Fact]
    public async Task RegisterInterception_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = await client.RegisterInterceptionAsync(Register("a"));

        Assert.Equal(first, await client.RegisterInterceptionAsync(Register("a")));
    }

    [Fact]
    public async Task RegisterInterception_RequestIdOfAnotherContent_ChangesNothing()
    {
        await client.RegisterInterceptionAsync(Register("a"));
        var other = Register("a");
        other.Interception.Area = "54";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.RegisterInterceptionAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_REQUEST_ID_REUSED"), (error.StatusCode, ReasonOf(error)));
        Assert.Equal("53.01.02", (await client.GetInterceptionAsync(new() { Name = "interceptions/a" })).Area);
    }

    [Fact]
    public async Task RegisterInterception_NameTaken_IsRefused()
    {
        await client.RegisterInterceptionAsync(Register("a"));
        var other = Register("a");
        other.RequestId = "another";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.RegisterInterceptionAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_RECORD_EXISTS"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task AmendInterception_OneFieldWithItsEtag_ChangesOnlyThatAndOnce()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));
        var amendment = Amend(record, new() { Disposition = Disposition.HandedOver, Unit = "ignored" }, "disposition");

        var amended = await client.AmendInterceptionAsync(amendment);

        Assert.Equal((Disposition.HandedOver, "U1", "2"), (amended.Disposition, amended.Unit, amended.Etag));
        Assert.Equal(record.Identity, amended.Identity);
        Assert.Equal(amended, await client.AmendInterceptionAsync(amendment));
    }

    [Fact]
    public async Task AmendInterception_EtagOfAnOlderVersion_IsAborted()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));
        await client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        var late = Amend(record, new() { Area = "55" }, "area");
        late.RequestId = "late";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.AmendInterceptionAsync(late));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, ReasonOf(error)));
        Assert.Equal("54", (await client.GetInterceptionAsync(new() { Name = record.Name })).Area);
    }

    [Fact]
    public async Task AmendInterception_RequiredFieldToNothing_IsRefused()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.AmendInterceptionAsync(Amend(record, new(), "conducts", "citizenship")));

        Assert.Equal(["interception.citizenship", "interception.conducts"], FieldsAtFault(error));
    }

    [Fact]
    public async Task AmendInterception_TwoWithOneEtagAtOnce_OneIsCarriedOut()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));
        var amendments = Enumerable.Range(0, 8).Select(i =>
        {
            var amendment = Amend(record, new() { Area = $"54.0{i}" }, "area");
            amendment.RequestId = $"m{i}";
            return amendment;
        });

        var outcomes = await Task.WhenAll(amendments.Select(async amendment =>
            await Record.ExceptionAsync(async () => await client.AmendInterceptionAsync(amendment))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<RpcException>(), error => Assert.Equal(StatusCode.Aborted, error.StatusCode));
        Assert.Equal("2", (await client.GetInterceptionAsync(new() { Name = record.Name })).Etag);
    }

    [Fact]
    public async Task Restart_AfterAnAnswer_KeepsItForTheRetry()
    {
        var first = await client.RegisterInterceptionAsync(Register("a"));

        await host.DisposeAsync();
        await StartAsync();

        Assert.Equal(first, await client.RegisterInterceptionAsync(Register("a")));
        Assert.Equal(first, await client.GetInterceptionAsync(new() { Name = first.Name }));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => host.WaitUntilServingAsync(PersonService.Descriptor.FullName);

    [Fact]
    public async Task ListInterceptions_PageByPage_GivesEachOnce()
    {
        for (var i = 0; i < 5; i++)
            await client.RegisterInterceptionAsync(Register($"i{i}"));

        List<string> names = [];
        var token = "";
        do
        {
            var page = await client.ListInterceptionsAsync(new() { PageSize = 2, PageToken = token, Conduct = Conduct.IllegalEntry });
            names.AddRange(page.Interceptions.Select(record => record.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"interceptions/i{i}"), names.Order());
    }

    [Fact]
    public async Task VoidInterception_Once_StaysReadableAndIsFinal()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));

        await client.VoidInterceptionAsync(new() { Name = record.Name, Etag = "1", Reason = "entered twice", RequestId = "v" });

        var read = await client.GetInterceptionAsync(new() { Name = record.Name });
        Assert.Equal((InterceptionState.Void, "entered twice", "2"), (read.State, read.VoidReason, read.Etag));
        Assert.Equal(record.Identity, read.Identity);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.VoidInterceptionAsync(new() { Name = record.Name, Reason = "again", RequestId = "w" }));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task SubmitInterceptions_MixedStream_AnswersEachAndKeepsTheOrderOfARecord()
    {
        using var call = client.SubmitInterceptions();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { Register = Register($"i{i}") });
            var mistake = new VoidInterceptionRequest { Name = $"interceptions/i{i}", Reason = "why", RequestId = $"void-{i}" };
            await call.RequestStream.WriteAsync(new() { Void = mistake });
        }

        await call.RequestStream.WriteAsync(new() { Register = Register("broken", Conduct.IllegalStay, Conduct.IllegalStay) });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(101, receipts.Count);
        var refused = Assert.Single(receipts, receipt => receipt.Error is not null);
        Assert.Equal(("register-broken", ErrorReason.InvalidFields), (refused.RequestId, refused.Error.Reason));
        Assert.Equal(["interception.conducts[1]"], refused.Error.Violations.Select(violation => violation.Field));
        Assert.Equal(100, receipts.Max(receipt => receipt.Accepted?.FeedPosition ?? 0));
        Assert.Equal(InterceptionState.Void, (await client.GetInterceptionAsync(new() { Name = "interceptions/i49" })).State);
    }

    [Fact]
    public async Task ListInterceptions_EachFilter_FindsTheOnesThatFit()
    {
        await client.RegisterInterceptionAsync(Register("a", Conduct.IllegalEntry, Conduct.IllegalWork));
        var approach = Register("b", Conduct.SuspiciousApproach);
        (approach.Interception.Disposition, approach.Interception.InterceptTime, approach.Interception.Area) =
            (Disposition.PersuadedToReturn, Noon, "45.07");
        await client.RegisterInterceptionAsync(approach);
        await client.VoidInterceptionAsync(new() { Name = "interceptions/b", Reason = "by mistake", RequestId = "v" });

        Assert.Equal(["interceptions/b", "interceptions/a"], await NamesAsync(new()));
        Assert.Equal(["interceptions/a", "interceptions/b"], await NamesAsync(new() { OrderBy = "intercept_time" }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { Conduct = Conduct.IllegalEntry }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { Conduct = Conduct.IllegalWork }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { Disposition = Disposition.PersuadedToReturn }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { State = InterceptionState.Void }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { Area = "45" }));
        Assert.Equal(["interceptions/b"], await NamesAsync(new() { InterceptTimeFrom = Noon }));
        Assert.Equal(["interceptions/a"], await NamesAsync(new() { InterceptTimeBefore = Noon }));
    }

    [Fact]
    public async Task ListInterceptionsAndFeed_NeedsAndEvidence_LeaveThemOut()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        request.Interception.Group = new() { GroupId = "family", Role = GroupRole.Head };
        request.Interception.Findings.Add(
            new Finding { Conduct = Conduct.IllegalEntry, Evidence = "INVENTED prints", Outcome = FindingOutcome.Pending });
        await client.RegisterInterceptionAsync(request);
        await client.RegisterInterceptionAsync(Register("b"));

        var referred = await client.RecordReferralAsync(Referral("interceptions/a"));

        Assert.Equal(("2", "an INVENTED hospital"), (referred.Etag, Assert.Single(referred.Referrals).ReferredTo));
        Assert.Equal(referred, await client.RecordReferralAsync(Referral("interceptions/a")));
        var listed = Assert.Single((await client.ListInterceptionsAsync(new() { GroupId = "family" })).Interceptions);
        var fed = (await host.FirstEventsAsync("persons", 3))[2].State.Unpack<Interception>();
        foreach (var record in new[] { listed, fed })
        {
            Assert.Equal(("interceptions/a", 0, 0), (record.Name, record.ProtectionNeeds.Count, record.Referrals.Count));
            Assert.Equal(("family", GroupRole.Unspecified), (record.Group.GroupId, record.Group.Role));
            Assert.Equal((Conduct.IllegalEntry, ""), (record.Findings[0].Conduct, record.Findings[0].Evidence));
        }
    }

    [Fact]
    public async Task AmendInterception_NeedOfAPersonHandedOver_IsRefusedWithItsRule()
    {
        var request = Register("a");
        request.Interception.Disposition = Disposition.HandedOver;
        var record = await client.RegisterInterceptionAsync(request);
        var needs = new Interception { ProtectionNeeds = { ProtectionNeed.AsylumClaim } };

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.AmendInterceptionAsync(Amend(record, needs, "protection_needs")));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (error.StatusCode, ReasonOf(error)));
        Assert.Equal("1", (await client.GetInterceptionAsync(new() { Name = record.Name })).Etag);
    }

    [Fact]
    public async Task RecordReferral_StaleEtag_IsAborted()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        var record = await client.RegisterInterceptionAsync(request);
        await client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        var late = Referral(record.Name);
        late.Etag = record.Etag;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.RecordReferralAsync(late));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, ReasonOf(error)));
    }

    [Fact]
    public async Task SubmitInterceptions_ReferralAfterItsRecord_IsCarriedOut()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        using var call = client.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { Register = request });
        await call.RequestStream.WriteAsync(new() { RecordReferral = Referral("interceptions/a") });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["1", "2"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Etag));
    }

    [Fact]
    public async Task ParseMachineReadableZone_Specimen_IsAClaimThatSaysWhatIsWrong()
    {
        var zone = Specimens.Passport.Replace("F1204159", "F1204158", StringComparison.Ordinal);

        var parsed = await client.ParseMachineReadableZoneAsync(new() { Zone = zone, ReferenceDate = "2012-01-01" });

        Assert.Equal((ZoneForm.Td3, "UTO", "UTO", "ZE184226B"), (parsed.Form, parsed.Issuer, parsed.Nationality, parsed.PersonalNumber));
        Assert.Equal(("ERIKSSON ANNA MARIA", "1974-08-12", "L898902C3", ""), (parsed.Claim.LatinName, parsed.Claim.BirthDate, parsed.Claim.Document.Number, parsed.Claim.Document.ExpiryDate));
        Assert.Equal([CheckDigit.ExpiryDate, CheckDigit.Composite], parsed.Claim.FailedCheckDigits);
        Assert.Equal(zone, parsed.Claim.MachineReadableZone);
    }

    [Fact]
    public async Task ParseMachineReadableZone_NoZone_IsRefusedWithoutItsText()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.ParseMachineReadableZoneAsync(new() { Zone = "P<UTOINVENTED" }));

        Assert.Equal(["zone"], FieldsAtFault(error));
        Assert.DoesNotContain("INVENTED", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterInterception_ClaimWithAZone_IsFoundByItsNumber()
    {
        var request = Register("a");
        request.Interception.Identity.Claims[0] = new() { Source = ClaimSource.Document, MachineReadableZone = Specimens.Invented };

        var record = await client.RegisterInterceptionAsync(request);

        Assert.Equal("X1234567", record.Identity.Claims[0].Document.Number);
        var found = await new LookupService.LookupServiceClient(host.Channel).SearchRecordsAsync(new() { Query = "x 1234-567" });
        Assert.Equal(["interceptions/a …67"], found.Records.Select(entry => $"{entry.Name} {string.Join(' ', entry.MaskedNumbers)}"));
    }

    [Fact]
    public async Task ListInterceptionsAndFeed_RecordWithIdentity_LeaveItOut()
    {
        var record = await client.RegisterInterceptionAsync(Register("a"));
        await client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        await client.VoidInterceptionAsync(new() { Name = record.Name, Reason = "why", RequestId = "v" });

        Assert.Null(Assert.Single((await client.ListInterceptionsAsync(new())).Interceptions).Identity);
        var events = await host.FirstEventsAsync("persons", 3);
        Assert.Equal(["registered", "amended", "voided"], events.Select(entry => entry.Verb));
        var states = events.Select(entry => entry.State.Unpack<Interception>()).ToList();
        Assert.All(states, state => Assert.Equal((null, ""), (state.Identity, state.VoidReason)));
        Assert.All(events, entry => Assert.DoesNotContain("INVENTED", entry.State.Value.ToStringUtf8(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetInterception_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await client.GetInterceptionAsync(new() { Name = "interceptions/none" }));

        Assert.Equal((StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND"), (error.StatusCode, ReasonOf(error)));
    }

    private async Task StartAsync()
    {
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons());
        client = new(host.Channel);
    }

    private async Task<IEnumerable<string>> NamesAsync(ListInterceptionsRequest request) =>
        (await client.ListInterceptionsAsync(request)).Interceptions.Select(record => record.Name);

    private static IEnumerable<string> FieldsAtFault(RpcException error) =>
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal);

    private static string ReasonOf(RpcException error) => error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private static RecordReferralRequest Referral(string name) => new()
    {
        Name = name,
        Referral = new() { Need = ProtectionNeed.MedicalEmergency, ReferredTo = "an INVENTED hospital", ReferTime = Noon },
        RequestId = "r",
    };

    private static AmendInterceptionRequest Amend(Interception seen, Interception values, params string[] paths)
    {
        (values.Name, values.Etag) = (seen.Name, seen.Etag);
        return new() { Interception = values, UpdateMask = new() { Paths = { paths } }, Reason = "as established later", RequestId = "m" };
    }

    private static RegisterInterceptionRequest Register(string id, params Conduct[] conducts) => new()
    {
        InterceptionId = id,
        RequestId = $"register-{id}",
        Interception = new()
        {
            Unit = "U1",
            Area = "53.01.02",
            InterceptTime = Morning,
            Position = new() { Latitude = 21.5, Longitude = 103.9, AccuracyMeters = 12 },
            Means = CrossingMeans.Foot,
            Conducts = { conducts.Length > 0 ? conducts : [Conduct.IllegalEntry] },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Patrol = "patrols/p1",
            Identity = new()
            {
                Claims =
                {
                    new IdentityClaim
                    {
                        Source = ClaimSource.Document,
                        FamilyName = "张",
                        GivenNames = "三",
                        LatinName = "ZHANG SAN INVENTED",
                        BirthDate = "1990-02",
                        Sex = Sex.Female,
                        Nationality = "VNM",
                        Document = new()
                        {
                            Type = DocumentType.Passport,
                            Number = "INVENTED-1",
                            IssuingCountry = "VNM",
                            ExpiryDate = "2030-01-31",
                        },
                    },
                },
            },
        },
    };
}

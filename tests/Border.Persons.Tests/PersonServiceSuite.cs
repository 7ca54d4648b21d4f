using Border.Lookup.V1;
using Border.Persons.Tests.Zones;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;

namespace Border.Persons.Tests;

public sealed class SqlitePersonServiceTests() : PersonServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPersonServiceTests() : PersonServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class PersonServiceSuite(StorageEngineKind engine) : PersonServiceHost(engine)
{
    [Fact]
    public async Task RegisterInterception_WholeRecord_IsReadBackAsItWasSent()
    {
        var request = Register("a");

        var registered = await Client.RegisterInterceptionAsync(request);
        var read = await Client.GetInterceptionAsync(new() { Name = "interceptions/a" });

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

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RegisterInterceptionAsync(request));

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

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RegisterInterceptionAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, "ERROR_REASON_INVALID_FIELDS"), (error.StatusCode, error.Reason()));
        Assert.Equal(["interception.citizenship", "interception.direction", "interception.disposition"], FieldsAtFault(error));
        Assert.Empty((await Client.ListInterceptionsAsync(new())).Interceptions);
    }

    [Fact]
    public async Task RegisterInterception_NameTaken_IsRefused()
    {
        await Client.RegisterInterceptionAsync(Register("a"));
        var other = Register("a");
        other.RequestId = "another";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RegisterInterceptionAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_RECORD_EXISTS"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task AmendInterception_OneFieldWithItsEtag_ChangesOnlyThatAndOnce()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));
        var amendment = Amend(record, new() { Disposition = Disposition.HandedOver, Unit = "ignored" }, "disposition");

        var amended = await Client.AmendInterceptionAsync(amendment);

        Assert.Equal((Disposition.HandedOver, "U1", "2"), (amended.Disposition, amended.Unit, amended.Etag));
        Assert.Equal(record.Identity, amended.Identity);
        Assert.Equal(amended, await Client.AmendInterceptionAsync(amendment));
    }

    [Fact]
    public async Task AmendInterception_EtagOfAnOlderVersion_IsAborted()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));
        await Client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        var late = Amend(record, new() { Area = "55" }, "area");
        late.RequestId = "late";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AmendInterceptionAsync(late));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, error.Reason()));
        Assert.Equal("54", (await Client.GetInterceptionAsync(new() { Name = record.Name })).Area);
    }

    [Fact]
    public async Task AmendInterception_RequiredFieldToNothing_IsRefused()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.AmendInterceptionAsync(Amend(record, new(), "conducts", "citizenship")));

        Assert.Equal(["interception.citizenship", "interception.conducts"], FieldsAtFault(error));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => Host.WaitUntilServingAsync(PersonService.Descriptor.FullName);

    [Fact]
    public async Task VoidInterception_Once_StaysReadableAndIsFinal()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));

        await Client.VoidInterceptionAsync(new() { Name = record.Name, Etag = "1", Reason = "entered twice", RequestId = "v" });

        var read = await Client.GetInterceptionAsync(new() { Name = record.Name });
        Assert.Equal((InterceptionState.Void, "entered twice", "2"), (read.State, read.VoidReason, read.Etag));
        Assert.Equal(record.Identity, read.Identity);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.VoidInterceptionAsync(new() { Name = record.Name, Reason = "again", RequestId = "w" }));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task AmendInterception_NeedOfAPersonHandedOver_IsRefusedWithItsRule()
    {
        var request = Register("a");
        request.Interception.Disposition = Disposition.HandedOver;
        var record = await Client.RegisterInterceptionAsync(request);
        var needs = new Interception { ProtectionNeeds = { ProtectionNeed.AsylumClaim } };

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.AmendInterceptionAsync(Amend(record, needs, "protection_needs")));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (error.StatusCode, error.Reason()));
        Assert.Equal("1", (await Client.GetInterceptionAsync(new() { Name = record.Name })).Etag);
    }

    [Fact]
    public async Task RecordReferral_StaleEtag_IsAborted()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        var record = await Client.RegisterInterceptionAsync(request);
        await Client.AmendInterceptionAsync(Amend(record, new() { Area = "54" }, "area"));
        var late = Referral(record.Name);
        late.Etag = record.Etag;

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RecordReferralAsync(late));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task ParseMachineReadableZone_Specimen_IsAClaimThatSaysWhatIsWrong()
    {
        var zone = Specimens.Passport.Replace("F1204159", "F1204158", StringComparison.Ordinal);

        var parsed = await Client.ParseMachineReadableZoneAsync(new() { Zone = zone, ReferenceDate = "2012-01-01" });

        Assert.Equal((ZoneForm.Td3, "UTO", "UTO", "ZE184226B"), (parsed.Form, parsed.Issuer, parsed.Nationality, parsed.PersonalNumber));
        Assert.Equal(("ERIKSSON ANNA MARIA", "1974-08-12", "L898902C3", ""), (parsed.Claim.LatinName, parsed.Claim.BirthDate, parsed.Claim.Document.Number, parsed.Claim.Document.ExpiryDate));
        Assert.Equal([CheckDigit.ExpiryDate, CheckDigit.Composite], parsed.Claim.FailedCheckDigits);
        Assert.Equal(zone, parsed.Claim.MachineReadableZone);
    }

    [Fact]
    public async Task ParseMachineReadableZone_NoZone_IsRefusedWithoutItsText()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.ParseMachineReadableZoneAsync(new() { Zone = "P<UTOINVENTED" }));

        Assert.Equal(["zone"], FieldsAtFault(error));
        Assert.DoesNotContain("INVENTED", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterInterception_ClaimWithAZone_IsFoundByItsNumber()
    {
        var request = Register("a");
        request.Interception.Identity.Claims[0] = new() { Source = ClaimSource.Document, MachineReadableZone = Specimens.Invented };

        var record = await Client.RegisterInterceptionAsync(request);

        Assert.Equal("X1234567", record.Identity.Claims[0].Document.Number);
        var found = await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "x 1234-567" });
        Assert.Equal(["interceptions/a …67"], found.Records.Select(entry => $"{entry.Name} {string.Join(' ', entry.MaskedNumbers)}"));
    }

    private static IEnumerable<string> FieldsAtFault(RpcException error) =>
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal);
}

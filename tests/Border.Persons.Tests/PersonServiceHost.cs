using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Persons.Tests;

/// <summary>The service with a client of it, and what is sent to it.</summary>
public abstract class PersonServiceHost(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    private protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private protected static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    private protected PersonService.PersonServiceClient Client => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder) => builder.AddPersons();

    protected override void Map(WebApplication app) => app.MapPersons();

    private protected static RecordReferralRequest Referral(string name) => new()
    {
        Name = name,
        Referral = new() { Need = ProtectionNeed.MedicalEmergency, ReferredTo = "an INVENTED hospital", ReferTime = Noon },
        RequestId = "r",
    };

    private protected static AmendInterceptionRequest Amend(Interception seen, Interception values, params string[] paths)
    {
        (values.Name, values.Etag) = (seen.Name, seen.Etag);
        return new() { Interception = values, UpdateMask = new() { Paths = { paths } }, Reason = "as established later", RequestId = "m" };
    }

    private protected static RegisterInterceptionRequest Register(string id, params Conduct[] conducts) => new()
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

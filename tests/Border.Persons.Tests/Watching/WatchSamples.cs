using Border.Persons.Tests.Interceptions;
using Border.Persons.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Watching;

/// <summary>Invented notices, and encounters that hit them.</summary>
internal static class WatchSamples
{
    public static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public static RegisterWatchNoticeRequest LookingBack(string id, IdentityClaim claim)
    {
        var request = Notice(id, claim);
        request.LookBackDays = 1;
        return request;
    }

    public static IdentityClaim ByDocument(string number = "AB1234") => new()
    {
        Source = ClaimSource.Document,
        Document = new() { Type = DocumentType.Passport, Number = number, IssuingCountry = "VNM" },
    };

    public static IdentityClaim ByName(string name) =>
        new() { Source = ClaimSource.Stated, FamilyName = name, BirthDate = "1990-02-14", Nationality = "VNM" };

    public static RegisterWatchNoticeRequest Notice(string id, IdentityClaim claim) => new()
    {
        NoticeId = id,
        RequestId = $"notice-{id}",
        Notice = new()
        {
            Issuer = "an invented court",
            Ground = WatchGround.Wanted,
            ValidFrom = Morning,
            ValidUntil = Morning + Duration.FromTimeSpan(TimeSpan.FromDays(30)),
            Instructions = "hold and call",
            Identity = new() { Claims = { claim } },
        },
    };

    public static RegisterInterceptionRequest Met(string id, IdentityClaim claim) => SampleInterceptions.Of(id, Morning, claim: claim);
}

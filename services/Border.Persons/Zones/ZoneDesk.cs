using System.Globalization;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Zones;

/// <summary>Reads machine-readable zones for whoever holds a document.</summary>
internal sealed class ZoneDesk(TimeProvider clock)
{
    public ParseMachineReadableZoneResponse Parse(ParseMachineReadableZoneRequest request)
    {
        var reference = request.ReferenceDate.Length > 0
            ? DateOnly.ParseExact(request.ReferenceDate, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var zone = MachineReadableZone.Parse(request.Zone, reference)
            ?? throw Refusals.InvalidField("zone", "is no machine-readable zone of ICAO 9303: 3 lines of 30 characters, or 2 of 36 or 44");
        return new()
        {
            Form = zone.Form,
            Claim = ZoneClaims.Of(zone, request.Zone),
            Issuer = zone.Issuer,
            Nationality = zone.Nationality,
            PersonalNumber = zone.PersonalNumber,
        };
    }
}

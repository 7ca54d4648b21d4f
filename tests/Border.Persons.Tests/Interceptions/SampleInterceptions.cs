using Border.Persons.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Interceptions;

/// <summary>Invented encounters.</summary>
internal static class SampleInterceptions
{
    /// <param name="person">The name of the person as whom they are known; empty for nobody.</param>
    /// <param name="claim">What they say of themselves; null for nothing.</param>
    public static RegisterInterceptionRequest Of(string id, Timestamp time, string person = "", IdentityClaim? claim = null) => new()
    {
        InterceptionId = id,
        RequestId = $"meet-{id}",
        Interception = new()
        {
            Unit = "U1",
            Area = "53.01",
            InterceptTime = time,
            Conducts = { Conduct.IllegalEntry },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Person = person,
            Identity = claim is null ? null : new() { Claims = { claim } },
        },
    };
}

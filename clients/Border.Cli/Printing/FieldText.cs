using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Printing;

/// <summary>Values of the contract as text for tables and CSV.</summary>
internal static class FieldText
{
    /// <summary>As in the JSON of the contract, `2021-03-01T08:00:00Z`; empty when it is not set.</summary>
    public static string Of(Timestamp? time) => time?.ToString().Trim('"') ?? "";
}

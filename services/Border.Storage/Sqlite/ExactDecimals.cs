using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Sqlite;

/// <summary>Exact decimals in SQLite: stored as text, added up by functions of ours, because its own sums are floating point.</summary>
internal static class ExactDecimals
{
    public const string Sum = "exact_sum";

    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction("exact_add", (string a, string b) => Text(Parse(a) + Parse(b)), isDeterministic: true);
        connection.CreateAggregate(Sum, 0m, (decimal sum, string amount) => sum + Parse(amount), Text, isDeterministic: true);
    }

    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}

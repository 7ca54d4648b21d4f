using System.Security.Cryptography;
using System.Text;
using Border.Statistics.Periods;
using Border.Statistics.Returns;

namespace Border.Statistics.Completeness;

/// <summary>The names of zero reports: the same for the same indicator, period and area, so that one of them is one record.</summary>
internal static class ZeroReportNames
{
    private const int IdBytes = 16;

    public const string Collection = "zero-reports";

    public static string Of(string indicator, DayRange days, string area)
    {
        var key = string.Join('\n', indicator, ReturnLines.Text(days.Start), ReturnLines.Text(days.End), area);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"{Collection}/{Convert.ToHexStringLower(digest.AsSpan(0, IdBytes))}";
    }
}

using System.Security.Cryptography;
using System.Text;
using Border.Statistics.V1;

namespace Border.Statistics.Returns;

/// <summary>The names of returns: the same for the same indicator, period, area and category, so that one revises the other.</summary>
internal static class ReturnNames
{
    private const int IdBytes = 16;

    public static string Of(Return record) =>
        Of(record.Indicator, record.PeriodStart, record.PeriodEnd, record.Area, record.Category);

    public static string Of(string indicator, string start, string end, string area, string category)
    {
        // None of the first four can hold a line feed, so that no two different returns write the same text.
        var key = string.Join('\n', indicator, start, end, area, category);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"returns/{Convert.ToHexStringLower(digest.AsSpan(0, IdBytes))}";
    }
}

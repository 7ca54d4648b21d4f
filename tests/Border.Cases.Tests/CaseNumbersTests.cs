using Microsoft.Extensions.Options;

namespace Border.Cases.Tests;

public sealed class CaseNumbersTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2020-12-31T15:59:59Z", "U-5301-2020")]
    [InlineData("Asia/Shanghai", "2020-12-31T16:00:00Z", "U-5301-2021")]
    [InlineData("UTC", "2020-12-31T16:00:00Z", "U-5301-2020")]
    public void SeriesOf_RegistrationNearNewYear_HasTheLocalYear(string zone, string time, string series)
    {
        var numbers = new CaseNumbers(Options.Create(new CasesOptions { TimeZone = zone }));

        Assert.Equal(series, numbers.SeriesOf("U-5301", Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture))));
    }
}

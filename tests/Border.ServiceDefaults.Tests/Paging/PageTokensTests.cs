using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.Storage;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Paging;

public sealed class PageTokensTests
{
    private static readonly PageStart Start = new(-1_624_000_000_000_000, "cases/7f8c");

    [Fact]
    public void Decode_TokenOfTheSameList_GivesThePlaceBack()
    {
        var token = PageTokens.Encode(new ListCasesRequest { Area = "53", PageSize = 10 }, Start);

        Assert.Equal(Start, PageTokens.Decode(new ListCasesRequest { Area = "53", PageSize = 20, PageToken = token }, token));
    }

    [Fact]
    public void Encode_LastPage_GivesTheEmptyToken() => Assert.Equal("", PageTokens.Encode(new ListCasesRequest(), null));

    [Fact]
    public void Decode_EmptyToken_IsTheFirstPage() => Assert.Null(PageTokens.Decode(new ListCasesRequest(), ""));

    [Fact]
    public void Encode_LongestName_FitsTheLimitOfThePageToken() =>
        Assert.InRange(PageTokens.Encode(new ListCasesRequest(), new PageStart(0, new string('a', 256))).Length, 1, 1000);

    [Fact]
    public void Decode_TokenOfOtherFilters_IsRefused()
    {
        var token = PageTokens.Encode(new ListCasesRequest { Area = "53" }, Start);

        AssertRefused(new ListCasesRequest { Area = "54" }, token);
    }

    [Fact]
    public void Decode_TokenOfAnotherList_IsRefused()
    {
        var token = PageTokens.Encode(new ListCasesRequest { Area = "53" }, Start);

        AssertRefused(new Border.Seizures.V1.ListSeizuresRequest { Area = "53" }, token);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a token")]
    [InlineData("????")]
    [InlineData("AQ")]
    [InlineData("é")]
    public void Decode_AnythingElse_IsRefused(string token) => AssertRefused(new ListCasesRequest(), token);

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    public void Decode_TokenWithANameThatNoRecordHas_IsRefused(string name) =>
        AssertRefused(new ListCasesRequest(), PageTokens.Encode(new ListCasesRequest(), new PageStart(1, name)));

    private static void AssertRefused(Google.Protobuf.IMessage request, string token) =>
        Assert.Equal(ErrorReason.InvalidPageToken, Assert.Throws<RefusalException>(() => PageTokens.Decode(request, token)).Reason);
}

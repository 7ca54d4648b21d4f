using System.Buffers.Text;
using System.Text;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.Storage;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Paging;

public sealed class PageTokensTests
{
    private static readonly PageStart Start = new(-1_624_000_000_000_000, "cases/7f8c");

    private static readonly PageTokens Tokens = new(TestKeys.Master);

    [Fact]
    public void Decode_TokenOfTheSameList_GivesThePlaceBack()
    {
        var token = Tokens.Encode(new ListCasesRequest { Area = "53", PageSize = 10 }, Start);

        Assert.Equal(Start, Tokens.Decode(new ListCasesRequest { Area = "53", PageSize = 20, PageToken = token }, token));
    }

    [Fact]
    public void Encode_LastPage_GivesTheEmptyToken() => Assert.Equal("", Tokens.Encode(new ListCasesRequest(), null));

    [Fact]
    public void Decode_EmptyToken_IsTheFirstPage() => Assert.Null(Tokens.Decode(new ListCasesRequest(), ""));

    [Fact]
    public void Encode_LongestName_FitsTheLimitOfThePageToken() =>
        Assert.InRange(Tokens.Encode(new ListCasesRequest(), new PageStart(0, new string('a', 256))).Length, 1, 1000);

    [Fact]
    public void Encode_PlaceAtARecord_TellsNothingOfIt()
    {
        var tokens = ((string[])["cases/a", "cases/7f8c-9911"]).Select(name => Tokens.Encode(new ListCasesRequest(), new PageStart(1, name))).ToList();

        Assert.Equal(tokens[0].Length, tokens[1].Length);
        Assert.All(tokens, token => Assert.DoesNotContain("cases", Encoding.Latin1.GetString(Base64Url.DecodeFromChars(token)), StringComparison.Ordinal));
        Assert.NotEqual(tokens[0], Tokens.Encode(new ListCasesRequest(), new PageStart(1, "cases/a")));
    }

    [Fact]
    public void Decode_TokenOfAnotherKeyOrChanged_IsRefused()
    {
        var token = Tokens.Encode(new ListCasesRequest(), Start);
        var changed = Base64Url.DecodeFromChars(token);
        changed[^1] ^= 1;

        AssertRefused(new ListCasesRequest(), new PageTokens(TestKeys.Other).Encode(new ListCasesRequest(), Start));
        AssertRefused(new ListCasesRequest(), Base64Url.EncodeToString(changed));
    }

    [Fact]
    public void Decode_TokenOfOtherFilters_IsRefused()
    {
        var token = Tokens.Encode(new ListCasesRequest { Area = "53" }, Start);

        AssertRefused(new ListCasesRequest { Area = "54" }, token);
    }

    [Fact]
    public void Decode_TokenOfAnotherList_IsRefused()
    {
        var token = Tokens.Encode(new ListCasesRequest { Area = "53" }, Start);

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
        AssertRefused(new ListCasesRequest(), Tokens.Encode(new ListCasesRequest(), new PageStart(1, name)));

    private static void AssertRefused(Google.Protobuf.IMessage request, string token) =>
        Assert.Equal(ErrorReason.InvalidPageToken, Assert.Throws<RefusalException>(() => Tokens.Decode(request, token)).Reason);
}

using Border.ServiceDefaults.Search;

namespace Border.ServiceDefaults.Tests.Search;

public sealed class SearchTokensTests
{
    private static readonly SearchTokens Tokens = new([]);

    [Theory]
    [InlineData("E1234 5678", "e-12345678")]
    [InlineData("云A·12345", "云a12345")]
    [InlineData("Ｅ１２", "E12")]
    public void OfIdentifier_SameNumberWrittenOtherwise_IsTheSameToken(string one, string other) =>
        Assert.Equal(Assert.Single(Tokens.OfIdentifier(one)), Assert.Single(Tokens.OfIdentifier(other)));

    [Theory]
    [InlineData("Nguyễn Văn", "VAN, nguyen")]
    [InlineData("José-María", "maria jose")]
    [InlineData("王 小明", "小明 王")]
    public void OfWords_SameWordsWrittenOtherwise_AreTheSameTokens(string one, string other) =>
        Assert.Equal(Tokens.OfWords(one).Order(), Tokens.OfWords(other).Order());

    [Theory]
    [InlineData("王小明", "王小明")]
    [InlineData("王小明", "xiao wang")]
    [InlineData("王小明", "Wangxiaoming")]
    [InlineData("Владимир Иванов", "vladimir ivanov")]
    [InlineData("Иванов", "Иванов")]
    public void Of_NameInAnotherScript_IsFoundByHowItIsSpelled(string written, string typed) =>
        Assert.Empty(Tokens.OfWords(typed).Except(Tokens.Of([SearchTerm.Words(written)])));

    [Fact]
    public void Of_WordWrittenTwice_IsOneToken() =>
        Assert.Equal(2, Tokens.Of([SearchTerm.Words("Anna Maria Anna"), SearchTerm.Words("maria")]).Count);

    [Fact]
    public void OfWords_ChineseQuery_IsNotFoundByItsSound() =>
        Assert.NotEmpty(Tokens.OfWords("汪小明").Except(Tokens.Of([SearchTerm.Words("王小明")])));

    [Fact]
    public void OfWords_SeveralWords_HasTheLongestFirst() =>
        Assert.Equal(Tokens.OfWords("alexandra")[0], Tokens.OfWords("li alexandra wu")[0]);

    [Fact]
    public void Of_WordAndIdentifierOfOneText_AreNotTheSameToken() =>
        Assert.Empty(Tokens.OfWords("abc").Intersect(Tokens.OfIdentifier("abc")));

    [Theory]
    [InlineData("")]
    [InlineData(" -/. ")]
    public void Of_TextWithoutLettersAndDigits_IsNone(string text)
    {
        Assert.Empty(Tokens.OfWords(text));
        Assert.Empty(Tokens.OfIdentifier(text));
    }

    [Fact]
    public void Of_WithAnotherKey_IsAnotherToken() =>
        Assert.NotEqual(Tokens.OfWords("abc"), new SearchTokens([1]).OfWords("abc"));
}

using Border.Statistics.Releases;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Tests.Releases;

public sealed class CanonicalJsonTests
{
    // The example of RFC 8785, section 3.2.3, whose order is that of UTF-16 and not of code points.
    [Fact]
    public void Of_MembersOfManyScripts_AreInTheOrderOfTheStandard()
    {
        var message = new Struct();
        foreach (var name in new[] { "\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6" })
            message.Fields[name] = Value.ForBool(true);

        Assert.Equal(
            "{\"\\r\":true,\"1\":true,\"\u0080\":true,\"\u00f6\":true,\"\u20ac\":true,\"\U0001f600\":true,\"\ufb33\":true}",
            CanonicalJson.Of(message));
    }

    [Fact]
    public void Of_Texts_EscapesOnlyWhatMustBe() =>
        Assert.Equal(
            "{\"en\":\"a\\\"\\\\/\\b\\t\\n\\f\\r\\u001f<\u2028\",\"zh\":\"\u4e2d\"}",
            CanonicalJson.Of(new LocalizedText { En = "a\"\\/\b\t\n\f\r\u001f<\u2028", Zh = "\u4e2d" }));

    [Fact]
    public void Of_NothingInside_IsEmpty() => Assert.Equal("{}", CanonicalJson.Of(new LocalizedText()));
}

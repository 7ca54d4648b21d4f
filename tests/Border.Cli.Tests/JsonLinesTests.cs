using System.Text;
using Border.Cases.V1;
using Border.Cli.Submitting;

namespace Border.Cli.Tests;

public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("""{"registerCase": {"caseId": "a", "case": {"principalOffence": "fraud"}, "requestId": "r"}}""")]
    [InlineData("""{"register_case": {"case_id": "a", "case": {"principal_offence": "fraud"}, "request_id": "r"}}""")]
    public void Parse_CamelOrSnakeCase_GivesTheRequest(string line)
    {
        var read = JsonLines.Parse(7, Encoding.UTF8.GetBytes(line));

        var request = Assert.IsType<RegisterCaseRequest>(read.Submission?.Request);
        Assert.Equal(("a", "fraud", "r", 7L), (request.CaseId, request.Case.PrincipalOffence, read.Submission.RequestId, read.Line));
    }

    [Fact]
    public void Parse_WithoutRequestId_MakesOneFromTheContentNotTheSpelling()
    {
        var one = JsonLines.Parse(1, """{"voidCase":{"name":"cases/a","reason":"x"}}"""u8.ToArray());
        var other = JsonLines.Parse(2, """{ "void_case" : {"reason":"x", "name":"cases/a"} }"""u8.ToArray());

        Assert.StartsWith("cli-", one.Submission?.RequestId, StringComparison.Ordinal);
        Assert.Equal(one.Submission?.RequestId, other.Submission?.RequestId);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"registerCase": {}, "voidCase": {}}""")]
    [InlineData("""{"eraseCase": {}}""")]
    [InlineData("""{"registerCase": null}""")]
    [InlineData("""{"registerCase": "text"}""")]
    [InlineData("""{"registerCase": {"unknownField": 1}}""")]
    [InlineData("""{"registerCase": {"caseId": 5}}""")]
    [InlineData("""{"registerCase": {"case": {"registerTime": "yesterday"}}}""")]
    [InlineData("""{"registerCase": {"case": {"state": "CASE_STATE_NEW"}}}""")]
    [InlineData("""{"registerCase": {"caseId": "a"}} {}""")]
    public void Parse_NotARequest_SaysWhy(string line)
    {
        var read = JsonLines.Parse(1, Encoding.UTF8.GetBytes(line));

        Assert.Null(read.Submission);
        Assert.NotEmpty(read.Fault);
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_AreRefused() =>
        Assert.Null(JsonLines.Parse(1, (byte[])[.. """{"voidCase":{"name":"cases/"""u8, 0xFF, .. "\"}}"u8]).Submission);

    [Fact]
    public void Parse_RequestLargerThanAServerTakes_IsRefused()
    {
        var line = $$$"""{"voidCase":{"name":"cases/a","reason":"{{{new string('x', Submission.MaxBytes)}}}"}}""";

        Assert.Contains("larger", JsonLines.Parse(1, Encoding.UTF8.GetBytes(line)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_BlankLinesCrlfAndNoLastLineEnd_NumbersLines()
    {
        var text = "\r\n{\"voidCase\":{\"name\":\"cases/a\"}}\r\n   \n{\"voidCase\":{\"name\":\"cases/b\"}}";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var lines = await JsonLines.ReadAsync(stream, CancellationToken.None).ToListAsync();

        Assert.Equal([2, 4], lines.Select(line => line.Line));
    }
}

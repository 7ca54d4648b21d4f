using System.Security.Cryptography;
using System.Text;
using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Benchmarks.Peers;

/// <summary>What one registered case comes to in rows: as long as those of the real service, and made of constants.</summary>
internal sealed record CaseRows(
    string Name, string RequestId, string Body, byte[] State, byte[] Hash, string Area, string Offence, long Registered, long At)
{
    private const string BodyEnd = """
        ", "state": "CASE_STATE_REGISTERED", "unit": "U-7", "area": "53.02.01", "registerTime": "2021-02-14T06:00:00Z", "principalOffence": "organising_crossing", "particulars": { "title": "Group found on the river path", "summary": "Three persons were found on the river path at night and could show no papers. They say that a driver was to wait on the road." }, "turns": [ { "state": "CASE_STATE_REGISTERED", "turnTime": "2021-02-14T06:00:00Z" } ] }
        """;

    /// <summary>As long as the tokens of the words of the title.</summary>
    public static readonly IReadOnlyList<string> TitleTokens =
        [.. Enumerable.Range(0, 6).Select(i => Convert.ToBase64String(SHA256.HashData([(byte)i]).AsSpan(0, 16))[..22])];

    private static readonly string TitleTokensEnd = string.Concat(TitleTokens.Select(token => $",\"{token}\"")) + "]}";

    private static readonly byte[] SampleHash = SHA256.HashData(Encoding.UTF8.GetBytes(BodyEnd));
    private static readonly byte[] SampleState = Any.Pack(new Case
    {
        Name = "cases/case-0123456789abcdef",
        State = CaseState.Registered,
        Unit = "U-7",
        Area = "53.02.01",
        RegisterTime = new Timestamp { Seconds = 1613282400 },
        PrincipalOffence = "organising_crossing",
        Turns = { new CaseTurn { State = CaseState.Registered, TurnTime = new Timestamp { Seconds = 1613282400 } } },
    }).ToByteArray();

    /// <summary>As the document has them itself.</summary>
    public string Tokens => $"{{\"search\":[\"{RequestId}\"{TitleTokensEnd}";

    public static CaseRows Of(RegisterCaseRequest request)
    {
        var name = "cases/" + request.CaseId;
        return new(
            name, request.RequestId, "{ \"name\": \"" + name + BodyEnd, SampleState, SampleHash, request.Case.Area,
            request.Case.PrincipalOffence, request.Case.RegisterTime.Seconds * 1_000_000, Micros.From(TimeProvider.System.GetUtcNow()));
    }

    /// <summary>The request's own case with what a server adds.</summary>
    public static Case Answer(RegisterCaseRequest request)
    {
        var answer = request.Case;
        answer.Name = "cases/" + request.CaseId;
        answer.Etag = "1";
        answer.State = CaseState.Registered;
        answer.CreateTime = answer.UpdateTime = answer.RegisterTime;
        return answer;
    }
}

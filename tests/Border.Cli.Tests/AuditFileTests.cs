using System.Security.Cryptography;
using Border.Audit.V1;
using Border.Audits;
using Border.Cli.Audits;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Tests;

public sealed class AuditFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2021, 6, 30, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly ScratchFolder folder = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Verify_OfAWholeFile_TellsHowFarAndWhoSigned()
    {
        var lines = Lines(6, checkpointAt: 4);

        var finding = await VerifyAsync(lines);

        Assert.Equal(("cases", 6, null, 1), (finding.Service, finding.Verified, finding.Fault, finding.Checkpoints));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), Assert.Single(finding.KeyIds));
    }

    [Theory]
    [InlineData("flip", 3)]
    [InlineData("delete", 3)]
    [InlineData("insert", 3)]
    [InlineData("reorder", 3)]
    [InlineData("truncate", 3)]
    [InlineData("cut", 3)]
    [InlineData("forge", 4)]
    [InlineData("borrow", 4)]
    public async Task Verify_OfABrokenFile_NamesTheFirstBrokenEntry(string how, long broken)
    {
        // Line 0 is the service, line 1 the checkpoint, line 2 the first entry.
        var lines = Lines(6, checkpointAt: 4);
        switch (how)
        {
            case "flip":
                lines[4] = lines[4].Replace("anna", "bert", StringComparison.Ordinal);
                break;
            case "delete":
                lines.RemoveAt(4);
                break;
            case "insert":
                lines.Insert(4, lines[3]);
                break;
            case "reorder":
                (lines[4], lines[6]) = (lines[6], lines[4]);
                break;
            case "truncate":
                lines.RemoveRange(4, 4);
                break;
            case "cut":
                lines.RemoveRange(4, lines.Count - 4);
                lines.RemoveAt(1);
                break;
            case "forge":
                lines[1] = lines[1].Replace("\"time\":", "\"time\":1", StringComparison.Ordinal);
                break;
            case "borrow":
                lines[1] = AuditLines.Of(AuditLines.ToMessage(AuditCheckpoint.Sign(key, "persons", Heads(4, "anna")[^1], Noon)));
                break;
        }

        Assert.Equal(broken, (await VerifyAsync(lines)).Fault?.Sequence);
    }

    [Fact]
    public async Task Verify_OfALogMadeAnew_IsBetrayedByACheckpointKeptElsewhere()
    {
        var kept = AuditCheckpoint.Sign(key, "cases", Heads(4, "someone else")[^1], Noon);
        var other = AuditCheckpoint.Sign(key, "persons", Heads(4, "someone else")[^1], Noon);

        Assert.Equal(4, (await VerifyAsync(Lines(6, checkpointAt: 5), kept)).Fault?.Sequence);
        Assert.Null((await VerifyAsync(Lines(6, checkpointAt: 5), other)).Fault);
    }

    [Fact]
    public async Task Verify_OfAnotherFile_SaysWhichLineIsWrong()
    {
        var fault = await Assert.ThrowsAsync<CommandException>(() => VerifyAsync([AuditLines.OfService("cases"), "not JSON"]));

        Assert.Contains(":2 ", fault.Message, StringComparison.Ordinal);
    }

    private async Task<AuditFinding> VerifyAsync(IEnumerable<string> lines, params AuditCheckpoint[] witnessed)
    {
        var path = Path.Combine(folder.Path, "cases.jsonl");
        await File.WriteAllLinesAsync(path, lines);
        return await AuditFile.VerifyAsync(path, witnessed, default);
    }

    private List<string> Lines(int count, int checkpointAt)
    {
        var heads = Heads(count, "anna");
        var checkpoint = AuditCheckpoint.Sign(key, "cases", heads[checkpointAt - 1], Noon);
        return
        [
            AuditLines.OfService("cases"),
            AuditLines.Of(AuditLines.ToMessage(checkpoint)),
            .. heads.Select(head => AuditLines.Of(Message(head))),
            AuditLines.Of(new Head { Sequence = count, Hash = ByteString.CopyFrom(heads[^1].Hash) }),
        ];
    }

    private static List<AuditHead> Heads(int count, string actor)
    {
        List<AuditHead> heads = [];
        for (var i = 0; i < count; i++)
            heads.Add(AuditChain.Next(heads.LastOrDefault() ?? AuditChain.Start, new AuditEntry(i + 1, Noon, actor, Note, "", [])));
        return heads;
    }

    private static AuditNote Note => new() { Action = "consultation", Method = "Get", Records = ["cases/é"], Purpose = "oversight" };

    private static Entry Message(AuditHead head) => new()
    {
        Sequence = head.Sequence,
        Time = Timestamp.FromDateTimeOffset(Noon),
        Actor = "anna",
        Action = Note.Action,
        Method = Note.Method,
        Records = { Note.Records },
        Purpose = Note.Purpose,
        Outcome = Note.Outcome,
        Hash = ByteString.CopyFrom(head.Hash),
    };
}

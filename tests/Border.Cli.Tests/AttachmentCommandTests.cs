using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Cli.Tests.Fakes;
using Border.Testing;

namespace Border.Cli.Tests;

public sealed class AttachmentCommandTests : IAsyncLifetime
{
    private const int ChunkBytes = 32 * 1024;

    private readonly ScratchFolder folder = new();
    private readonly byte[] bytes = [.. Enumerable.Range(0, (3 * ChunkBytes) + 17).Select(i => (byte)((i * 31) + (i >> 8)))];
    private FakeStation station = null!;

    private string Digest => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync()
    {
        await station.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Attach_File_IsUploadedInChunksAndItsDigestPrinted()
    {
        var result = await CommandLine.RunAsync(station, "attach", File("photo.JPG"), "--service", "cases");

        Assert.Equal((0, $"{Digest}\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(bytes, station.Contents.ByDigest[Digest].ToArray());
        Assert.Equal([0, ChunkBytes, 2 * ChunkBytes, 3 * ChunkBytes], station.Contents.Offsets);
        var start = new UploadStart { Service = "cases", Sha256 = Digest, SizeBytes = bytes.Length, ContentType = ContentType.Jpeg };
        Assert.Equal(start, Assert.Single(station.Contents.Starts));
    }

    [Fact]
    public async Task Attach_ConnectionBreaks_GoesOnWhereTheServerIs()
    {
        station.Contents.BreakAfter.Enqueue(2);
        station.Contents.BreakAfter.Enqueue(1);

        var result = await CommandLine.RunAsync(station, "attach", File("photo.jpg"), "--service", "patrols");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([0, ChunkBytes, 2 * ChunkBytes, 3 * ChunkBytes], station.Contents.Offsets);
    }

    [Fact]
    public async Task Attach_ServerHasThemAll_SendsNothing()
    {
        station.Contents.Put(bytes);

        var result = await CommandLine.RunAsync(station, "attach", File("photo.png"), "--service", "cases");

        Assert.Equal((0, $"{Digest}\n"), (result.ExitCode, result.Output));
        Assert.Empty(station.Contents.Starts);
    }

    [Fact]
    public async Task Attach_ServerOfItsOwn_IsTheOneOfTheService()
    {
        var result = await CommandLine.RunAsync($"http://127.0.0.1:9,cases={station.Address}", "", "attach", File("a.pdf"), "--service", "cases");

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Attach_NameThatTellsNoKind_AsksForTheType()
    {
        var file = File("scan");

        var refused = await CommandLine.RunAsync(station, "attach", file, "--service", "cases");
        var taken = await CommandLine.RunAsync(station, "attach", file, "--service", "cases", "--type", "pdf");

        Assert.Equal((ExitCode.BadInput, 0), (refused.ExitCode, taken.ExitCode));
        Assert.Contains("--type: jpeg, png, webp, heic, pdf", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ContentType.Pdf, Assert.Single(station.Contents.Starts).ContentType);
    }

    [Fact]
    public async Task Attach_NoServerForTooLong_GivesUp()
    {
        var result = await CommandLine.RunAsync("http://127.0.0.1:9", "", "attach", File("a.pdf"), "--service", "cases", "--give-up-seconds", "0");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
    }

    [Fact]
    public async Task Attach_ServerThatNeverKeepsWhatIsSent_GivesUp()
    {
        foreach (var _ in Enumerable.Range(0, 100))
            station.Contents.BreakAfter.Enqueue(0);

        var result = await CommandLine.RunAsync(station, "attach", File("a.pdf"), "--service", "cases", "--give-up-seconds", "0");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Single(station.Contents.Starts);
    }

    [Fact]
    public async Task Attachment_Stored_IsWrittenAndNothingLeftBesideIt()
    {
        station.Contents.Put(bytes);
        var path = folder.File("out.jpg");

        var result = await CommandLine.RunAsync(station, "attachment", Digest.ToUpperInvariant(), "--service", "cases", "--out", path);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Attachment_ConnectionBreaks_GoesOnFromWhatHasCome()
    {
        station.Contents.Put(bytes);
        station.Contents.BreakAfter.Enqueue(3);
        var path = folder.File("out.jpg");

        var result = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(path));
        Assert.Equal([0, 3000], station.Contents.Offsets);
    }

    [Fact]
    public async Task Attachment_BegunByAnEarlierRun_GoesOnFromThere()
    {
        station.Contents.Put(bytes);
        station.Contents.BreakAfter.Enqueue(2);
        var path = folder.File("out.jpg");

        var broken = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", path, "--give-up-seconds", "0");
        var result = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", path);

        Assert.Equal((ExitCode.Unreachable, 0), (broken.ExitCode, result.ExitCode));
        Assert.Equal([0, 2000], station.Contents.Offsets);
    }

    [Fact]
    public async Task Attachment_OtherBytesThanTheDigestTells_AreDropped()
    {
        station.Contents.Put(bytes, isRight: false);

        var result = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", folder.File("out.jpg"));

        Assert.Equal(ExitCode.ServerError, result.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Attachment_NoSuchOne_IsRefusedAndLeavesNoFile()
    {
        var result = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", folder.File("out.jpg"));

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Attachment_FileIsThere_IsKept()
    {
        var (same, other) = (File("same"), folder.File("other"));
        await System.IO.File.WriteAllTextAsync(other, "mine");

        var kept = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", same);
        var refused = await CommandLine.RunAsync(station, "attachment", Digest, "--service", "cases", "--out", other);

        Assert.Equal((0, ExitCode.BadInput), (kept.ExitCode, refused.ExitCode));
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(other));
    }

    private string File(string name)
    {
        var path = folder.File(name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}

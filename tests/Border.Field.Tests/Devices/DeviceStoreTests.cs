using System.Text;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Testing;
using Microsoft.Data.Sqlite;

namespace Border.Field.Tests.Devices;

public sealed class DeviceStoreTests
{
    [Fact]
    public void Files_OfARecordAndAnAttachment_HoldNothingOfThemInTheClear()
    {
        using var field = new FieldDevice();
        field.Record(Samples.Observation(field.StartPatrol(), field.Now));
        field.Device.Attachments.Add(FieldDevice.Officer, "cases", Border.Attachments.V1.ContentType.Pdf, Encoding.UTF8.GetBytes($"%PDF {Samples.Note}"));
        field.Device.KeepToken("secret-token");

        var bytes = Directory.GetFiles(field.Folder).Select(file => Encoding.Latin1.GetString(ReadShared(file))).ToList();

        Assert.Contains(bytes, text => text.Contains("addObservation", StringComparison.Ordinal));
        Assert.All(bytes, text => Assert.DoesNotContain(Samples.Note, text, StringComparison.Ordinal));
        Assert.All(bytes, text => Assert.DoesNotContain("secret-token", text, StringComparison.Ordinal));
        Assert.All(bytes, text => Assert.DoesNotContain(FieldDevice.Word, text, StringComparison.Ordinal));
    }

    // What SQLite calls FULL: less than that, and a battery that gives out may take with it what the officer recorded.
    [Fact]
    public void File_OfADevice_IsSyncedAtEachCommit()
    {
        using var field = new FieldDevice();
        using var file = DeviceFile.Open(field.Path, create: false);

        Assert.Equal([2], file.Read("pragma synchronous", row => row.GetInt32(0)));
    }

    [Theory]
    [InlineData(FieldDevice.Officer, "another-phrase")]
    [InlineData("nobody", FieldDevice.Word)]
    public void SignIn_WrongUserOrPassphrase_IsRefusedInTheSameWords(string user, string passphrase)
    {
        using var field = new FieldDevice();

        var refused = Assert.Throws<DeviceException>(() => Device.SignIn(field.Path, user, passphrase, field.Clock));

        Assert.Equal("The user or the passphrase is not right.", refused.Message);
    }

    [Fact]
    public void SignIn_AnotherUser_LeavesEverybodysWorkAsItIs()
    {
        using var field = new FieldDevice();
        field.StartPatrol();
        field.Enrol("wang-invented");
        field.SignIn("wang-invented");
        field.Record(Samples.Interception(field.Now));
        field.SignIn();

        Assert.Equal(["createPatrol", "startPatrol"], field.Queue.Of(FieldDevice.Officer).Select(entry => entry.Kind));
        Assert.Equal(["registerInterception"], field.Queue.Of("wang-invented").Select(entry => entry.Kind));
        Assert.NotNull(field.Queue.RequestOf(field.Queue.Of(FieldDevice.Officer)[0]));
    }

    [Fact]
    public void RequestOf_BodiesSwappedInTheFile_AreNotOpened()
    {
        using var field = new FieldDevice();
        field.StartPatrol();
        var entries = field.Queue.Of(FieldDevice.Officer);
        Execute(field.Path, $"update entry set body = (select body from entry where sequence = {entries[1].Sequence}) where sequence = {entries[0].Sequence}");

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => field.Queue.RequestOf(entries[0]));
    }

    [Fact]
    public void Open_FileOfANewerClient_IsRefusedAndLeftAlone()
    {
        using var field = new FieldDevice();
        Execute(field.Path, "pragma user_version = 99");

        var refused = Assert.Throws<DeviceException>(() => Device.SignIn(field.Path, FieldDevice.Officer, FieldDevice.Word, field.Clock));

        Assert.Contains("newer client", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfEachOlderSchema_KeepsWhatWaits()
    {
        Assert.True(DeviceFile.Newest > 1);
        for (var number = 1; number < DeviceFile.Newest; number++)
        {
            using var folder = new ScratchFolder();
            using (var old = DeviceFile.Open(folder.File("device.db"), create: true, upTo: number))
            {
                old.Run(
                    """
                    insert into entry (place, request_id, author, service, kind, record, makes, builds, follows, state, size, made_at)
                    values (1, 'r', 'a', 's', 'k', 'x', 0, 0, 0, 'ready', 1, 1)
                    """);
            }

            using var updated = DeviceFile.Open(folder.File("device.db"), create: false);

            Assert.Equal(["r"], updated.Read("select request_id from entry where state = 'ready'", row => row.GetString(0)));
        }
    }

    [Fact]
    public void Record_StorageFull_SavesNothingOfItAndKeepsWhatWasSaved()
    {
        using var field = new FieldDevice();
        var patrol = field.StartPatrol();
        field.Device.LimitPages(0);
        var large = Samples.Observation(patrol, field.Now);
        large.Observation.Note = new string('x', 2000);

        var full = Assert.Throws<DeviceException>(() =>
        {
            for (var i = 0; i < 200; i++)
                field.Record(new AddObservationRequest(large) { Observation = new Observation(large.Observation) { Id = $"o-{i}" }, RequestId = $"r-{i}" });
        });

        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        var kept = field.Queue.Of(FieldDevice.Officer);
        field.Device.LimitPages(int.MaxValue);
        field.SignIn();
        Assert.Equal(kept, field.Queue.Of(FieldDevice.Officer));
        Assert.All(kept, entry => Assert.NotNull(field.Queue.RequestOf(entry)));
        Assert.Equal(EntryState.Ready, field.Record(Samples.Observation(patrol, field.Now)).Entry.State);
    }

    [Fact]
    public async Task Revoke_WhileAnotherReadsTheFile_WaitsUntilTheLogIsEmpty()
    {
        using var field = new FieldDevice();
        field.StartPatrol();
        using var reader = Opened(field.Path);
        Execute(reader, "begin; select count(*) from entry");

        var revoked = Task.Run(field.Device.Revoke);
        await Task.WhenAny(revoked, Task.Delay(200));

        Assert.False(revoked.IsCompleted);
        Execute(reader, "commit");
        await revoked;
        Assert.Equal(0, new FileInfo($"{field.Path}-wal").Length);
    }

    [Fact]
    public void DemandRecentContact_AfterTheLimit_IsRefusedAlsoWithTheClockSetBack()
    {
        using var field = new FieldDevice();
        var start = field.Clock.GetUtcNow();
        field.Device.DemandRecentContact(TimeSpan.FromDays(14));
        field.SetClock(start.AddDays(15));
        Assert.Throws<DeviceException>(() => field.Device.DemandRecentContact(TimeSpan.FromDays(14)));

        field.SetClock(start);

        Assert.Throws<DeviceException>(() => field.Device.DemandRecentContact(TimeSpan.FromDays(14)));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Execute(string path, string sql)
    {
        using var connection = Opened(path);
        Execute(connection, sql);
    }

    private static SqliteConnection Opened(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

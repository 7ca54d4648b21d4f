using System.Threading.Channels;
using Border.Cases.V1;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace Border.Benchmarks.Peers;

/// <summary>Registers cases without a rule, a check or a question to the database.</summary>
internal sealed class BareCaseService(BareSqliteLoop loop) : CaseService.CaseServiceBase
{
    public override async Task<Case> RegisterCase(RegisterCaseRequest request, ServerCallContext context)
    {
        await loop.WriteAsync(CaseRows.Of(request));
        return CaseRows.Answer(request);
    }
}

/// <summary>Inserts the rows of whatever waits in one transaction, with statements prepared once.</summary>
internal sealed class BareSqliteLoop
{
    // The series of the numbers of cases is a document too.
    private const int Series = 1;

    private readonly Channel<(CaseRows Rows, TaskCompletionSource Done)> queue =
        Channel.CreateUnbounded<(CaseRows, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection connection;
    private readonly int maxBatch;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand head;
    private readonly (SqliteCommand Command, Func<CaseRows, long, object[]> Values)[] inserts;
    private long position;

    public BareSqliteLoop(string file, int maxBatch)
    {
        this.maxBatch = maxBatch;
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var settings = Prepare("pragma synchronous = full; pragma cache_size = -16000; pragma temp_store = memory; pragma wal_autocheckpoint = 8000", 0);
        settings.ExecuteNonQuery();
        (begin, commit, head) = (Prepare("begin immediate", 0), Prepare("commit", 0), Prepare("update feed set last = ?1", 1));
        inserts =
        [
            (Prepare("insert into document values (?1, 'cases', ?2, 1, ?3, ?3, ?4)", 4), (r, at) => [Series + at, r.Name, r.At, r.Tokens]),
            (Prepare("insert into history values (?1, 1, ?2, 'local', ?3, '', 'registered')", 3), (r, at) => [Series + at, r.Body, r.At]),
            (Prepare($"insert into document values ({Series}, 'numbers', 'U-7-2021', ?1, ?2, ?2, null) on conflict do update set version = excluded.version", 2), (r, at) => [at, r.At]),
            (Prepare($"insert into history values ({Series}, ?1, '1', 'local', ?2, '', '')", 2), (r, at) => [at, r.At]),
            (Prepare("insert into number_key values (1, ?1, ?2)", 2), (r, at) => [r.Registered, Series + at]),
            (Prepare("insert into text_key values (2, ?1, ?2, 0)", 2), (r, at) => [r.Area, Series + at]),
            (Prepare("insert into text_key values (3, 'Registered', ?1, 0)", 1), (_, at) => [Series + at]),
            (Prepare("insert into text_key values (4, ?1, ?2, 0)", 2), (r, at) => [r.Offence, Series + at]),
            (Prepare("insert into text_key values (5, 'U-7', ?1, 0)", 1), (_, at) => [Series + at]),
            (Prepare("insert into text_key values (6, ?1, ?2, 0)", 2), (_, at) => [$"U-7-2021-{at}", Series + at]),
            (Prepare("insert into text_key values (7, ?1, ?2, 1)", 2), (r, at) => [r.RequestId, Series + at]),
            .. CaseRows.TitleTokens.Select<string, (SqliteCommand, Func<CaseRows, long, object[]>)>(token =>
                (Prepare($"insert into text_key values (7, '{token}', ?1, 1)", 1), (_, at) => [Series + at])),
            (Prepare("insert into event values (?1, ?2, 1, 'registered', ?3, ?4, '')", 4), (r, at) => [at, r.Name, r.At, r.State]),
            (Prepare("insert into receipt values (?1, ?2, ?3, 1, ?4)", 4), (r, at) => [r.RequestId, r.Hash, Series + at, at]),
            (Prepare("insert into audit values (?1, ?2, 'local', '', 'collection', 'border.cases.v1.CaseService/RegisterCase', ?3, '', 'done', '127.0.0.1', ?4, ?5)", 5),
                (r, at) => [at, r.At, r.Name, r.RequestId, r.Hash]),
            (Prepare("insert into audit_record values (?1, ?2)", 2), (r, at) => [r.Name, at]),
        ];
        _ = Task.Run(WriteAllAsync);
    }

    public Task WriteAsync(CaseRows rows)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite((rows, done));
        return done.Task;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<(CaseRows Rows, TaskCompletionSource Done)>();
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < maxBatch && queue.Reader.TryRead(out var next))
                batch.Add(next);
            try
            {
                Write(batch.ConvertAll(next => next.Rows));
                batch.ForEach(next => next.Done.SetResult());
            }
            catch (SqliteException e)
            {
                batch.ForEach(next => next.Done.SetException(e));
                throw;
            }
        }
    }

    private void Write(List<CaseRows> batch)
    {
        begin.ExecuteNonQuery();
        foreach (var rows in batch)
            Insert(rows, ++position);
        head.Parameters[0].Value = position;
        head.ExecuteNonQuery();
        commit.ExecuteNonQuery();
    }

    private void Insert(CaseRows rows, long at)
    {
        foreach (var (command, values) in inserts)
        {
            var all = values(rows, at);
            for (var i = 0; i < all.Length; i++)
                command.Parameters[i].Value = all[i];
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
        return command;
    }
}

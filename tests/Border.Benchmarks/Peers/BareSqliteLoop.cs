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
            (Prepare("insert into document values ('cases', ?1, 1, ?2, ?2, ?3)", 3), (r, _) => [r.Name, r.At, r.Tokens]),
            (Prepare("insert into history values ('cases', ?1, 1, ?2, 'local', ?3, '', 'registered')", 3), (r, _) => [r.Name, r.Body, r.At]),
            // The series of the numbers of cases.
            (Prepare("insert into document values ('numbers', 'U-7-2021', ?1, ?2, ?2, null) on conflict do update set version = excluded.version", 2), (r, at) => [at, r.At]),
            (Prepare("insert into history values ('numbers', 'U-7-2021', ?1, '1', 'local', ?2, '', '')", 2), (r, at) => [at, r.At]),
            (Prepare("insert into number_key values ('cases', 'register_time', ?1, ?2)", 2), (r, _) => [r.Registered, r.Name]),
            (Prepare("insert into text_key values ('cases', 'area', ?1, ?2, 0)", 2), (r, _) => [r.Area, r.Name]),
            (Prepare("insert into text_key values ('cases', 'state', 'Registered', ?1, 0)", 1), (r, _) => [r.Name]),
            (Prepare("insert into text_key values ('cases', 'offence', ?1, ?2, 0)", 2), (r, _) => [r.Offence, r.Name]),
            (Prepare("insert into text_key values ('cases', 'unit', 'U-7', ?1, 0)", 1), (r, _) => [r.Name]),
            (Prepare("insert into text_key values ('cases', 'number', ?1, ?2, 0)", 2), (r, at) => [$"U-7-2021-{at}", r.Name]),
            (Prepare("insert into text_key values ('cases', 'search', ?1, ?2, 1)", 2), (r, _) => [r.RequestId, r.Name]),
            .. CaseRows.TitleTokens.Select<string, (SqliteCommand, Func<CaseRows, long, object[]>)>(token =>
                (Prepare($"insert into text_key values ('cases', 'search', '{token}', ?1, 1)", 1), (r, _) => [r.Name])),
            (Prepare("insert into event values (?1, ?2, 1, 'registered', ?3, ?4, '')", 4), (r, at) => [at, r.Name, r.At, r.State]),
            (Prepare("insert into receipt values (?1, ?2, 'cases', ?3, 1, ?4)", 4), (r, at) => [r.RequestId, r.Hash, r.Name, at]),
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

using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Seizures.Tests.Measurements;

public sealed class SqliteMeasurementServiceTests() : MeasurementServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresMeasurementServiceTests() : MeasurementServiceSuite(StorageEngineKind.Postgres);

/// <summary>Measurements as a client sends them.</summary>
public abstract class MeasurementServiceSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    [Fact]
    public async Task RecordMeasurement_Weighed_IsStoredWithWhoAndWhenAndTheRetryGetsTheSameAnswer()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));

        var measured = await Seizures.RecordMeasurementAsync(Weighed("m1", "9.2"), As("officer-7"));

        var measurement = Assert.Single(measured.Items[0].Measurements);
        Assert.Equal(("officer-7", measured.UpdateTime, "An invented officer"), (measurement.RecordedBy, measurement.RecordTime, measurement.MeasuredBy));
        Assert.Equal(("9200", "2"), (measured.Items[0].Counted.Mass.Grams, measured.Etag));
        Assert.Equal(measured, await Seizures.RecordMeasurementAsync(Weighed("m1", "9.2"), As("officer-7")));
        Assert.Equal(measured, await Seizures.GetSeizureAsync(new() { Name = "seizures/a" }));
    }

    [Fact]
    public async Task RecordMeasurement_StaleEtagOrNoSuchRecord_IsRefused()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));
        await Seizures.RecordMeasurementAsync(Weighed("m1", "9.2"));
        var late = Weighed("m2", "9.3");
        late.Etag = "1";
        var missing = Weighed("m3", "9.3");
        missing.Name = "seizures/none";

        Assert.Equal((StatusCode.Aborted, "STALE_ETAG"), await RefusalOfAsync(Seizures.RecordMeasurementAsync(late)));
        Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Seizures.RecordMeasurementAsync(missing)));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusalOfAsync(Seizures.RecordMeasurementAsync(new())));
    }

    [Fact]
    public async Task RecordMeasurement_ManyAtOnce_AreAllKept()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));

        await Task.WhenAll(Enumerable.Range(1, 8).Select(async i => await Seizures.RecordMeasurementAsync(Weighed($"m{i}", $"{i}"))));

        var item = (await Seizures.GetSeizureAsync(new() { Name = "seizures/a" })).Items[0];
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"m{i}"), item.Measurements.Select(known => known.Id).Order());
        Assert.Equal(item.Measurements[^1].Quantity, item.Counted);
    }

    [Fact]
    public async Task SubmitSeizures_RecordThenMeasureThenWithdraw_AreDoneInOrder()
    {
        using var call = Seizures.SubmitSeizures();
        await call.RequestStream.WriteAsync(new() { Record = RecordOf("a", Heroin("10")) });
        await call.RequestStream.WriteAsync(new() { RecordMeasurement = Weighed("m1", "9.2") });
        await call.RequestStream.WriteAsync(new()
        {
            WithdrawMeasurement = new() { Name = "seizures/a", ItemId = "d1", MeasurementId = "m1", Reason = "Wang's scales were off", RequestId = "w" },
        });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(["1", "2", "3"], receipts.Select(receipt => receipt.Accepted?.Etag).Order());
        var item = (await Seizures.GetSeizureAsync(new() { Name = "seizures/a" })).Items[0];
        Assert.True(item.Measurements[0].Withdrawn);
        Assert.Null(item.Counted);
    }

    [Fact]
    public async Task ListSeizuresAndFeed_MeasuredItem_LeaveOutWhoMeasured()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));
        await Seizures.RecordMeasurementAsync(Weighed("m1", "9.2"));

        var listed = Assert.Single((await Seizures.ListSeizuresAsync(new())).Seizures);
        var fed = (await Host.FirstEventsAsync("seizures", 2))[1];

        Assert.Equal("measured", fed.Verb);
        Assert.All([listed, fed.State.Unpack<Seizure>()], seizure => Assert.Equal(
            ("", "9200"), (seizure.Items[0].Measurements[0].MeasuredBy, seizure.Items[0].Counted.Mass.Grams)));
    }

    private static RecordMeasurementRequest Weighed(string id, string kilograms) => new()
    {
        Name = "seizures/a",
        ItemId = "d1",
        RequestId = id,
        Measurement = new()
        {
            Id = id,
            Method = MeasurementMethod.Weighed,
            Basis = MeasurementBasis.Net,
            Quantity = new() { Mass = new() { Amount = kilograms, Unit = MassUnit.Kilogram } },
            MeasureTime = Morning,
            MeasuredBy = "An invented officer",
        },
    };
}

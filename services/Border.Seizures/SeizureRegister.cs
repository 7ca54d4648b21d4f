using Border.Seizures.Items;
using Border.Seizures.V1;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures;

/// <summary>The use cases of seizures.</summary>
internal sealed class SeizureRegister(
    RecordStore<Seizure> records, [FromKeyedServices(SeizuresModule.Service)] RecordWork work, [FromKeyedServices(SeizuresModule.Service)] FormCheck forms)
{
    public const string Collection = "seizures";

    public static readonly RecordKind<Seizure> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        KeysOf)
    {
        IsSealed = true,
        Place = new(record => record.Area),
        Search = ItemSearch.Plan,
    };

    /// <summary>Carries out any of the requests that change a seizure.</summary>
    public Task<Written<Seizure>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            RecordSeizureRequest r => records.CreateAsync(
                call, SeizureRecord.Record($"{Collection}/{r.SeizureId}", r.Seizure), "recorded", ct, () => forms.RequireAsync(r, r.Seizure.FormVersion, ct)),
            AmendSeizureRequest r => ChangeAsync(r.Seizure.Name, r.Seizure.Etag, "amended", r.Reason, record => record.Amend(r)),
            VoidSeizureRequest r => ChangeAsync(r.Name, r.Etag, "voided", r.Reason, record => record.Void(r.Reason)),
            RecordMeasurementRequest r => MeasureAsync(r),
            WithdrawMeasurementRequest r => ChangeAsync(
                r.Name, r.Etag, "measurement withdrawn", r.Reason, record => record.WithdrawMeasurement(r.ItemId, r.MeasurementId, r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<Seizure>> MeasureAsync(RecordMeasurementRequest r) => work.RunAsync(
            call,
            Kind,
            async session =>
            {
                var record = await session.GetAsync(Kind, r.Name, r.Etag);
                new SeizureRecord(record).RecordMeasurement(r.ItemId, r.Measurement, actor, Timestamp.FromDateTimeOffset(session.Time));
                session.Save(Kind, record, "measured");
                return record;
            },
            ct);

        Task<Written<Seizure>> ChangeAsync(string name, string etag, string verb, string reason, Action<SeizureRecord> act) =>
            records.ChangeAsync(call, name, etag, verb, reason, record => act(new SeizureRecord(record)), ct);
    }

    public Task<Seizure> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListSeizuresResponse> ListAsync(ListSeizuresRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Area("area", request.Area)
            .Choice("state", request.State)
            .Choice("item_kind", request.ItemKind)
            .Text("case", request.Case)
            .Time("seize_time", request.SeizeTimeFrom, request.SeizeTimeBefore);
        var (seizures, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "seize_time"), filters.All, ct);
        return new ListSeizuresResponse { Seizures = { seizures }, NextPageToken = next };
    }

    private static List<IndexKey> KeysOf(Seizure record)
    {
        List<IndexKey> keys =
        [
            IndexKey.Time("seize_time", record.SeizeTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("state", record.State.ToString()),
            .. record.Items.Select(item => item.Kind).Distinct().Select(kind => IndexKey.Text("item_kind", kind.ToString())),
        ];
        if (record.Case.Length > 0)
            keys.Add(IndexKey.Text("case", record.Case));
        return keys;
    }
}

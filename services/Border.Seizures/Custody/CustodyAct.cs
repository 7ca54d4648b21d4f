using Border.Seizures.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody;

/// <summary>A request to do something to an exhibit.</summary>
/// <param name="Verb">What is done, in a word or two.</param>
internal sealed record CustodyAct(
    string Name, string Etag, Timestamp ActTime, string Note, string Verb, Action<ExhibitRecord, ActStamp> Do)
{
    /// <returns>Null for a request that is none.</returns>
    public static CustodyAct? Of(IMessage request) => request switch
    {
        SealExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "sealed", (exhibit, stamp) => exhibit.Seal(r.Sealing, stamp)),
        BreakSealRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "seal broken", (exhibit, stamp) => exhibit.BreakSeal(r.SealBreaking, stamp)),
        OfferHandOverRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "offered", (exhibit, stamp) => exhibit.Offer(r.Offer, stamp)),
        ConfirmHandOverRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "handed over", (exhibit, stamp) => exhibit.Confirm(r.Confirmation, stamp)),
        RefuseHandOverRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "refused", (exhibit, stamp) => exhibit.Refuse(r.Refusal, stamp)),
        StoreExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "stored", (exhibit, stamp) => exhibit.Store(r.Storing, stamp)),
        SplitExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "split", (exhibit, stamp) => exhibit.Split(r.Splitting, stamp)),
        TakeSampleRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "sampled", (exhibit, stamp) => exhibit.Sample(r.Sampling, stamp)),
        WeighExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "weighed", (exhibit, stamp) => exhibit.Weigh(r.Weighing, stamp)),
        RecordLossRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "loss recorded", (exhibit, stamp) => exhibit.Lose(r.Loss, stamp)),
        DestroyExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "destroyed", (exhibit, stamp) => exhibit.Destroy(r.Destruction, stamp)),
        ReturnExhibitRequest r => new(r.Name, r.Etag, r.ActTime, r.Note, "returned", (exhibit, stamp) => exhibit.Return(r.GoodsReturn, stamp)),
        _ => null,
    };
}

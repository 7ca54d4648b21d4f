using System.Globalization;
using Border.Seizures.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody;

/// <summary>Who did something, when by their clock and by ours, and what they noted.</summary>
internal sealed record ActStamp(string Actor, Timestamp ActTime, Timestamp RecordTime, string Note)
{
    public CustodyEntry NewEntry() => new() { Actor = Actor, ActTime = ActTime, RecordTime = RecordTime, Note = Note };
}

/// <summary>An exhibit and what its holder may do with it.</summary>
internal sealed class ExhibitRecord(Exhibit record)
{
    public const string Collection = "exhibits";

    private const int MostSeals = 100;

    /// <summary>The exhibits that came of the last act.</summary>
    public List<Exhibit> Taken { get; } = [];

    /// <summary>A new exhibit of an item.</summary>
    public static Exhibit Open(OpenExhibitRequest request, Seizure seizure, ActStamp stamp)
    {
        if (seizure.State == SeizureState.Void)
            throw Refusals.WrongState(seizure.Name, "void", "taken into custody");
        if (seizure.EraseTime is not null)
            throw Refusals.WrongState(seizure.Name, "erased", "taken into custody");
        var item = seizure.Items.FirstOrDefault(item => item.Id == request.ItemId)
            ?? throw Refusals.NotFound($"{seizure.Name}/items/{request.ItemId}");
        var faults = new FieldFaults();
        if (request.Quantity is not null)
            Quantities.Check("quantity", item.Kind, request.Quantity, faults);
        if (request.Tolerance is { Percent.Length: > 0 } stated && ExactNumber.Parse(stated.Percent) > 100)
            faults.Add("tolerance.percent", "is more than 100");
        faults.ThrowIfAny();

        var entry = stamp.NewEntry();
        entry.Opening = new()
        {
            Seizure = seizure.Name,
            ItemId = item.Id,
            Role = ExhibitRole.Whole,
            Quantity = Normalised(request.Quantity ?? item.Counted ?? item.Quantity),
            Tolerance = request.Tolerance,
            Place = request.Place,
            Kind = item.Kind,
            Sort = item.Sort,
            Area = seizure.Area,
        };
        var exhibit = new Exhibit { Name = $"{Collection}/{request.ExhibitId}" };
        CustodyChain.Append(exhibit, entry);
        return exhibit;
    }

    public void Seal(Sealing act, ActStamp stamp)
    {
        RequireHeld("sealed", stamp);
        if (record.Seals.Contains(act.SealNumber) || record.BrokenSeals.Contains(act.SealNumber))
            throw SealedTwice();
        if (record.Seals.Count == MostSeals)
            throw Refusals.RuleBroken("At most 100 seals are on an exhibit at once.");
        Append(stamp, entry => entry.Sealing = act);
    }

    /// <summary>What refuses a seal that was on the exhibit before.</summary>
    public static RefusalException SealedTwice() => Refusals.RuleBroken("No seal is put on the same exhibit twice.");

    public void BreakSeal(SealBreaking act, ActStamp stamp)
    {
        RequireHeld("opened", stamp);
        RequireText("seal_breaking.reason", act.Reason);
        if (!record.Seals.Contains(act.SealNumber))
            throw Refusals.RuleBroken("Only a seal that is on the exhibit is broken.");
        Append(stamp, entry => entry.SealBreaking = act);
    }

    public void Offer(HandOverOffer act, ActStamp stamp)
    {
        RequireHeld("handed over", stamp);
        if (Actor.TryParse(act.Receiver) is null)
            throw Refusals.InvalidField("offer.receiver", "is not 1 to 128 printable ASCII characters");
        if (act.Receiver == record.Holder)
            throw Refusals.RuleBroken("The receiver of a hand-over is another than the giver.");
        Append(stamp, entry => entry.Offer = act);
    }

    public void Confirm(HandOverConfirmation act, ActStamp stamp)
    {
        RequireState("received", ExhibitState.Offered);
        if (stamp.Actor != record.Receiver)
            throw Refusals.NotPermitted("Only the one to whom an exhibit is offered confirms its receipt.");
        Append(stamp, entry => entry.Confirmation = act);
    }

    public void Refuse(HandOverRefusal act, ActStamp stamp)
    {
        RequireState("refused", ExhibitState.Offered);
        if (stamp.Actor != record.Receiver && stamp.Actor != record.Holder)
            throw Refusals.NotPermitted("Only the two between whom an exhibit is handed over refuse it.");
        RequireText("refusal.reason", act.Reason);
        Append(stamp, entry => entry.Refusal = act);
    }

    public void Store(Storing act, ActStamp stamp)
    {
        RequireHeld("stored", stamp);
        Append(stamp, entry => entry.Storing = act);
    }

    public void Split(Splitting act, ActStamp stamp)
    {
        RequireOpen("split", stamp);
        HashSet<string> names = [record.Name];
        for (var i = 0; i < act.Parts.Count; i++)
            CheckPortion(string.Create(CultureInfo.InvariantCulture, $"splitting.parts[{i}]"), act.Parts[i], names);
        Append(stamp, entry => entry.Splitting = new() { Parts = { act.Parts.Select(Normalised) } });
        TakeOut(record.Entries[^1].Splitting.Parts, ExhibitRole.Part, stamp);
    }

    public void Sample(Sampling act, ActStamp stamp)
    {
        RequireOpen("sampled", stamp);
        CheckPortion("sampling.sample", act.Sample, [record.Name]);
        Append(stamp, entry => entry.Sampling = new() { Sample = Normalised(act.Sample), Purpose = act.Purpose });
        TakeOut([record.Entries[^1].Sampling.Sample], ExhibitRole.Sample, stamp);
    }

    public void Weigh(Weighing act, ActStamp stamp)
    {
        RequireHeld("weighed", stamp);
        CheckQuantity("weighing.quantity", act.Quantity);
        Append(stamp, entry => entry.Weighing = new() { Quantity = Normalised(act.Quantity), Instrument = act.Instrument });
    }

    /// <summary>Also of what is used up, where a loss explains why nothing is left.</summary>
    public void Lose(Loss act, ActStamp stamp)
    {
        RequireState("written down", ExhibitState.InCustody, ExhibitState.UsedUp);
        RequireHolder(stamp);
        RequireText("loss.reason", act.Reason);
        CheckQuantity("loss.quantity", act.Quantity);
        Append(stamp, entry => entry.Loss = new() { Quantity = Normalised(act.Quantity), Reason = act.Reason });
    }

    public void Destroy(Destruction act, ActStamp stamp)
    {
        RequireHeld("destroyed", stamp);
        WitnessRules.Demand(act.Witnesses, record.Holder);
        Append(stamp, entry => entry.Destruction = act);
    }

    public void Return(GoodsReturn act, ActStamp stamp)
    {
        RequireHeld("given back", stamp);
        RequireText("goods_return.recipient", act.Recipient);
        Append(stamp, entry => entry.GoodsReturn = act);
    }

    private void Append(ActStamp stamp, Action<CustodyEntry> act)
    {
        var entry = stamp.NewEntry();
        act(entry);
        CustodyChain.Append(record, entry.Clone());
    }

    private void TakeOut(IEnumerable<Portion> portions, ExhibitRole role, ActStamp stamp)
    {
        foreach (var portion in portions)
        {
            var entry = stamp.NewEntry();
            entry.Opening = new()
            {
                Seizure = record.Seizure,
                ItemId = record.ItemId,
                Parent = record.Name,
                ParentHash = record.HeadHash,
                Role = role,
                Quantity = portion.Quantity.Clone(),
                Place = record.Place,
                Kind = record.Kind,
                Sort = record.Sort,
                Area = record.Area,
            };
            var exhibit = new Exhibit { Name = $"{Collection}/{portion.ExhibitId}" };
            CustodyChain.Append(exhibit, entry.Clone());
            Taken.Add(exhibit);
        }
    }

    private void CheckPortion(string path, Portion portion, HashSet<string> names)
    {
        if (!names.Add($"{Collection}/{portion.ExhibitId}"))
            throw Refusals.InvalidField($"{path}.exhibit_id", "is taken by another exhibit of this request");
        CheckQuantity($"{path}.quantity", portion.Quantity);
    }

    private void CheckQuantity(string path, Quantity quantity)
    {
        var faults = new FieldFaults();
        Quantities.Check(path, record.Kind, quantity, faults);
        faults.ThrowIfAny();
        if (!BaseAmount.Of(Normalised(quantity)).IsOfTheKindOf(record.Balance))
            throw Refusals.InvalidField(path, "is not of the kind in which the whole was measured");
    }

    private void RequireOpen(string verb, ActStamp stamp)
    {
        RequireHeld(verb, stamp);
        if (record.Seals.Count > 0)
            throw Refusals.RuleBroken("Seals are broken before anything is taken out.");
    }

    private void RequireHeld(string verb, ActStamp stamp)
    {
        RequireState(verb, ExhibitState.InCustody);
        RequireHolder(stamp);
    }

    private void RequireHolder(ActStamp stamp)
    {
        if (stamp.Actor != record.Holder)
            throw Refusals.NotPermitted("Only the holder of an exhibit does anything to it.");
    }

    private void RequireState(string verb, params ReadOnlySpan<ExhibitState> allowed)
    {
        if (!allowed.Contains(record.State))
            throw Refusals.WrongState(record.Name, StateWords.Of(record.State), verb);
    }

    // The rules of the contract cannot ask for what a record in the feed does not have.
    private static void RequireText(string field, string text)
    {
        if (text.Length == 0)
            throw Refusals.InvalidField(field, "is required");
    }

    private static Portion Normalised(Portion sent) => new() { ExhibitId = sent.ExhibitId, Quantity = Normalised(sent.Quantity) };

    private static Quantity Normalised(Quantity sent)
    {
        var quantity = sent.Clone();
        Quantities.Normalise(quantity);
        return quantity;
    }
}

using Border.Seizures.V1;
using Act = Border.Seizures.V1.CustodyEntry.ActOneofCase;

namespace Border.Seizures.Custody;

/// <summary>What an entry makes of an exhibit. All that an exhibit is comes from its entries, by this and nothing else.</summary>
internal static class ExhibitProjection
{
    private const int MostBroken = 100;

    public static void Apply(Exhibit exhibit, CustodyEntry entry)
    {
        switch (entry.ActCase)
        {
            case Act.Opening:
                Open(exhibit, entry);
                break;
            case Act.Sealing:
                exhibit.Seals.Add(entry.Sealing.SealNumber);
                break;
            case Act.SealBreaking:
                exhibit.Seals.Remove(entry.SealBreaking.SealNumber);
                AddBroken(exhibit, entry.SealBreaking.SealNumber);
                break;
            case Act.Offer:
                (exhibit.State, exhibit.Receiver) = (ExhibitState.Offered, entry.Offer.Receiver);
                break;
            case Act.Confirmation:
                (exhibit.State, exhibit.Holder, exhibit.Receiver, exhibit.Place) = (ExhibitState.InCustody, entry.Actor, "", "");
                break;
            case Act.Refusal:
                (exhibit.State, exhibit.Receiver) = (ExhibitState.InCustody, "");
                break;
            case Act.Storing:
                exhibit.Place = entry.Storing.Place;
                break;
            case Act.Destruction:
                End(exhibit, ExhibitState.Destroyed);
                break;
            case Act.GoodsReturn:
                End(exhibit, ExhibitState.Returned);
                break;
            default:
                Change(exhibit, sheet => Take(sheet, entry));
                break;
        }
    }

    public static void AddBroken(Exhibit exhibit, string seal)
    {
        exhibit.BrokenSeals.Add(seal);
        if (exhibit.BrokenSeals.Count > MostBroken)
            exhibit.BrokenSeals.RemoveAt(0);
    }

    private static void Open(Exhibit exhibit, CustodyEntry entry)
    {
        var opening = entry.Opening;
        var whole = BaseAmount.Of(opening.Quantity);
        exhibit.State = ExhibitState.InCustody;
        (exhibit.Seizure, exhibit.ItemId, exhibit.Parent, exhibit.Role) = (opening.Seizure, opening.ItemId, opening.Parent, opening.Role);
        (exhibit.Kind, exhibit.Sort, exhibit.Area) = (opening.Kind, opening.Sort, opening.Area);
        (exhibit.Holder, exhibit.Place, exhibit.OpenTime) = (entry.Actor, opening.Place, entry.ActTime);
        exhibit.Balance = new() { Unit = whole.Unit, Currency = whole.Currency };
        BalanceSheet.Open(whole, opening.Tolerance).Write(exhibit.Balance);
    }

    private static BalanceSheet Take(BalanceSheet sheet, CustodyEntry entry) => entry.ActCase switch
    {
        Act.Splitting => entry.Splitting.Parts.Aggregate(sheet, (left, part) => left.Part(BaseAmount.Of(part.Quantity).Value)),
        Act.Sampling => sheet.Sample(BaseAmount.Of(entry.Sampling.Sample.Quantity).Value),
        Act.Weighing => sheet.Weigh(BaseAmount.Of(entry.Weighing.Quantity).Value),
        Act.Loss => sheet.Lose(BaseAmount.Of(entry.Loss.Quantity).Value),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.ActCase, "No such act of custody."),
    };

    private static void Change(Exhibit exhibit, Func<BalanceSheet, BalanceSheet> change)
    {
        var sheet = change(BalanceSheet.Read(exhibit.Balance));
        sheet.Write(exhibit.Balance);
        if (sheet.Remainder == 0)
            exhibit.State = ExhibitState.UsedUp;
    }

    private static void End(Exhibit exhibit, ExhibitState state)
    {
        Change(exhibit, sheet => sheet.Dispose());
        (exhibit.State, exhibit.Holder, exhibit.Place) = (state, "", "");
    }
}

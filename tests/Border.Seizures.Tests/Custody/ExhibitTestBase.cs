using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

/// <summary>An exhibit in custody, and what is asked of it.</summary>
public abstract class ExhibitTestBase
{
    private protected readonly Exhibit _exhibit = Heroin();

    private protected ExhibitRecord Record => new(_exhibit);

    // Each carried out by the holder of an exhibit in custody, but for the last two.
    private protected static readonly Dictionary<string, Action<ExhibitRecord, string>> Acts = new()
    {
        ["seal"] = (exhibit, actor) => exhibit.Seal(new() { SealNumber = "S9" }, By(actor)),
        ["break"] = (exhibit, actor) => exhibit.BreakSeal(new() { SealNumber = "S1", Reason = "why" }, By(actor)),
        ["offer"] = (exhibit, actor) => exhibit.Offer(new() { Receiver = "officer-2" }, By(actor)),
        ["store"] = (exhibit, actor) => exhibit.Store(new() { Place = "Safe 2" }, By(actor)),
        ["split"] = (exhibit, actor) => exhibit.Split(new() { Parts = { Portion("p", "1") } }, By(actor)),
        ["sample"] = (exhibit, actor) => exhibit.Sample(new() { Sample = Portion("p", "1") }, By(actor)),
        ["weigh"] = (exhibit, actor) => exhibit.Weigh(new() { Quantity = Grams("999") }, By(actor)),
        ["lose"] = (exhibit, actor) => exhibit.Lose(new() { Quantity = Grams("1"), Reason = "dried" }, By(actor)),
        ["destroy"] = (exhibit, actor) => exhibit.Destroy(Destruction("Wang An", "Li Bo"), By(actor)),
        ["return"] = (exhibit, actor) => exhibit.Return(new() { Recipient = "Chen Du", Authority = "Order 8" }, By(actor)),
        ["confirm"] = (exhibit, actor) => exhibit.Confirm(new(), By(actor)),
        ["refuse"] = (exhibit, actor) => exhibit.Refuse(new() { Reason = "broken" }, By(actor)),
    };

    private protected void Seal(string number) => Record.Seal(new() { SealNumber = number }, By(Holder));

    private protected void AssertRefused(ErrorReason reason, Action act)
    {
        var before = _exhibit.Clone();

        Assert.Equal(reason, ReasonOf(act));
        Assert.Equal(before, _exhibit);
    }

    private protected static (string Whole, string Remainder, string Difference, string Tolerance, bool Flag) Figures(Exhibit exhibit)
    {
        var balance = exhibit.Balance;
        return (balance.Whole, balance.Remainder, balance.Difference, balance.Tolerance, balance.BalanceFlag);
    }

    private protected static ErrorReason ReasonOf(Action act) => Assert.Throws<RefusalException>(act).Reason;

    private protected static IEnumerable<string> FieldsAtFault(Action act) =>
        Assert.Throws<RefusalException>(act).Violations.Select(violation => violation.Field);
}

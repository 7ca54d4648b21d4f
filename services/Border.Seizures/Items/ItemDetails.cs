using Border.Seizures.Substances;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Amount = Border.Type.V1.Quantity.AmountOneofCase;
using Details = Border.Seizures.V1.SeizedItem.DetailsOneofCase;

namespace Border.Seizures.Items;

/// <summary>What the details of an item must be like: those of its kind, and right in themselves.</summary>
internal static class ItemDetails
{
    private static readonly Dictionary<ItemKind, Details> Fitting = new()
    {
        [ItemKind.Drug] = Details.Drug,
        [ItemKind.Precursor] = Details.Precursor,
        [ItemKind.Firearm] = Details.Firearm,
        [ItemKind.FirearmPart] = Details.Firearm,
        [ItemKind.Ammunition] = Details.Ammunition,
        [ItemKind.Goods] = Details.Goods,
        [ItemKind.Counterfeit] = Details.Counterfeit,
        [ItemKind.Wildlife] = Details.Wildlife,
        [ItemKind.Cash] = Details.Cash,
        [ItemKind.Document] = Details.Document,
        [ItemKind.Vehicle] = Details.Vehicle,
        [ItemKind.Vessel] = Details.Vessel,
    };

    /// <param name="path">The path of the item in the request.</param>
    /// <param name="item">An item that keeps the limits of the contract.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(string path, SeizedItem item, FieldFaults faults)
    {
        if (item.DetailsCase == Details.None)
            return;
        var own = $"{path}.{Word(item.DetailsCase)}";
        if (Fitting[item.Kind] != item.DetailsCase)
        {
            faults.Add(own, $"does not belong to an item of this kind, whose details are {Word(Fitting[item.Kind])}");
            return;
        }

        SubstanceRules.Check(path, own, item, faults);
        CheckSingle(own, item, faults);
        CheckMoney(own, item, faults);
        if (item.DetailsCase == Details.Goods && item.Goods.HsCode is { Length: > 0 } code && !IsHsCode(code))
            faults.Add($"{own}.hs_code", "is not a code of 4 to 10 digits");
        if (item.DetailsCase == Details.Vessel && item.Vessel.ImoNumber is { Length: > 0 } number && !ImoNumber.IsValid(number))
            faults.Add($"{own}.imo_number", "is not 7 digits of which the last checks the others");
    }

    // A number tells one thing from all others of its make.
    private static void CheckSingle(string path, SeizedItem item, FieldFaults faults)
    {
        if (item.Quantity.AmountCase == Amount.Count && item.Quantity.Count == 1)
            return;
        (string Field, string Value)[] numbers = item.DetailsCase switch
        {
            Details.Firearm => [("serial_number", item.Firearm.SerialNumber)],
            Details.Document => [("number", item.Document.Number)],
            Details.Vehicle => [("plate", item.Vehicle.Plate), ("chassis_number", item.Vehicle.ChassisNumber)],
            Details.Vessel => [("registration", item.Vessel.Registration), ("imo_number", item.Vessel.ImoNumber)],
            _ => [],
        };
        foreach (var (field, _) in numbers.Where(number => number.Value.Length > 0))
            faults.Add($"{path}.{field}", "belongs to one thing; the count must be 1");
    }

    private static void CheckMoney(string path, SeizedItem item, FieldFaults faults)
    {
        (string Field, Money? Value)[] sums = item.DetailsCase switch
        {
            Details.Goods => [("value", item.Goods.Value), ("duty", item.Goods.Duty)],
            Details.Counterfeit => [("value", item.Counterfeit.Value)],
            _ => [],
        };
        foreach (var (field, value) in sums)
        {
            if (value is not null)
                Quantities.CheckMoney($"{path}.{field}", value, faults);
        }

        if (item.Goods is { Value: { } worth, Duty: { } duty } && worth.Currency != duty.Currency)
            faults.Add($"{path}.duty.currency", "is not the currency of the value");
        if (item.Cash is { FalseAmount.Length: > 0 } cash && item.Quantity.Money is { } sum && ExactNumber.Parse(cash.FalseAmount) > ExactNumber.Parse(sum.Amount))
            faults.Add($"{path}.false_amount", "is more than the whole");
    }

    private static bool IsHsCode(string code) => code.Length is >= 4 and <= 10 && code.All(char.IsAsciiDigit);

    private static string Word(Details details) => details.ToString().ToLowerInvariant();
}

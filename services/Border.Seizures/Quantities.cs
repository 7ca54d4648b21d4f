using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Amount = Border.Type.V1.Quantity.AmountOneofCase;

namespace Border.Seizures;

/// <summary>How much was taken: which kinds of quantity an item may have, and what they come to.</summary>
internal static class Quantities
{
    private static readonly Dictionary<ItemKind, Amount[]> Allowed = new()
    {
        [ItemKind.Drug] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Precursor] = [Amount.Mass, Amount.Volume, Amount.Count],
        [ItemKind.Firearm] = [Amount.Count],
        [ItemKind.Ammunition] = [Amount.Count],
        [ItemKind.Goods] = [Amount.Count, Amount.Mass, Amount.Volume],
        [ItemKind.Cash] = [Amount.Money],
        [ItemKind.Vehicle] = [Amount.Count],
        [ItemKind.Vessel] = [Amount.Count],
        [ItemKind.Counterfeit] = [Amount.Count, Amount.Mass, Amount.Volume],
        [ItemKind.Wildlife] = [Amount.Count, Amount.Mass, Amount.Volume],
        [ItemKind.Document] = [Amount.Count],
        [ItemKind.FirearmPart] = [Amount.Count],
    };

    /// <param name="path">The path of the quantity in the request.</param>
    /// <param name="kind">The kind of the item.</param>
    /// <param name="quantity">A quantity that keeps the limits of the contract.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(string path, ItemKind kind, Quantity quantity, FieldFaults faults)
    {
        if (quantity.AmountCase == Amount.None)
            faults.Add(path, $"must be {Words(kind)}");
        else if (!IsAllowed(kind, quantity))
            faults.Add(path, $"must be {Words(kind)} for an item of this kind");
        if (quantity.AmountCase != Amount.Count && quantity.CountUnit != CountUnit.Unspecified)
            faults.Add($"{path}.count_unit", "belongs to a count");
        if (quantity.AmountCase == Amount.Money)
            CheckMoney($"{path}.money", quantity.Money, faults);
        else if (AmountText(quantity) is { } amount)
            CheckAmount($"{path}.{Word(quantity.AmountCase)}", amount, faults);
    }

    /// <summary>Whether an item of that kind may be measured so.</summary>
    public static bool IsAllowed(ItemKind kind, Quantity quantity) => Allowed[kind].Contains(quantity.AmountCase);

    public static void CheckMoney(string path, Money money, FieldFaults faults)
    {
        CheckAmount(path, money.Amount, faults);
        if (!IsCurrency(money.Currency))
            faults.Add($"{path}.currency", "is not a currency code of three capitals");
    }

    /// <summary>Writes what a mass, volume or count comes to, over whatever the client sent there.</summary>
    public static void Normalise(Quantity quantity)
    {
        quantity.Pieces = quantity.AmountCase == Amount.Count ? Pieces.Of(quantity.Count, quantity.CountUnit) : 0;
        if (quantity.AmountCase == Amount.Mass)
            quantity.Mass.Grams = Grams.Of(ExactNumber.Parse(quantity.Mass.Amount), quantity.Mass.Unit).ToString();
        else if (quantity.AmountCase == Amount.Volume)
            quantity.Volume.Millilitres = Millilitres.Of(ExactNumber.Parse(quantity.Volume.Amount), quantity.Volume.Unit).ToString();
    }

    private static void CheckAmount(string path, string amount, FieldFaults faults)
    {
        if (ExactNumber.Parse(amount) == 0)
            faults.Add($"{path}.amount", "must be above zero");
    }

    private static string? AmountText(Quantity quantity) => quantity.AmountCase switch
    {
        Amount.Mass => quantity.Mass.Amount,
        Amount.Volume => quantity.Volume.Amount,
        _ => null,
    };

    private static bool IsCurrency(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    private static string Words(ItemKind kind) => string.Join(" or ", Allowed[kind].Select(Word));

    private static string Word(Amount amount) => amount.ToString().ToLowerInvariant();
}

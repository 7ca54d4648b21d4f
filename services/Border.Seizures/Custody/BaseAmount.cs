using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Seizures.Custody;

/// <summary>A quantity in the unit of its balance.</summary>
/// <param name="Currency">Of money; empty for others.</param>
internal readonly record struct BaseAmount(BalanceUnit Unit, string Currency, decimal Value)
{
    /// <param name="quantity">Normalised.</param>
    public static BaseAmount Of(Quantity quantity) => quantity.AmountCase switch
    {
        Quantity.AmountOneofCase.Mass => new(BalanceUnit.Gram, "", ExactNumber.Parse(quantity.Mass.Grams)),
        Quantity.AmountOneofCase.Volume => new(BalanceUnit.Millilitre, "", ExactNumber.Parse(quantity.Volume.Millilitres)),
        Quantity.AmountOneofCase.Count => new(BalanceUnit.Piece, "", quantity.Pieces),
        Quantity.AmountOneofCase.Money => new(BalanceUnit.Money, quantity.Money.Currency, ExactNumber.Parse(quantity.Money.Amount)),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), "Nothing is stated."),
    };

    public bool IsOfTheKindOf(Balance balance) => Unit == balance.Unit && Currency == balance.Currency;
}

using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Measurements;

/// <summary>
/// Which of an item's quantity and measurements figures count. Statistics is compiled with it too: a record says which one it was when it was
/// written last, perhaps by a former rule.
/// </summary>
internal static class CountedQuantity
{
    public static Quantity Of(Seizure record, SeizedItem item) =>
        // The later one of two that are alike counts, so the quantity, which came first, comes last.
        item.Measurements.Where(known => !known.Withdrawn).Reverse()
            .Select(known => (known.Quantity, Rank: (IsOfFigures(item.Kind, known.Quantity), known.Method, BasisRank(known.Basis), TimeOf(known.MeasureTime))))
            .Append((item.Quantity, Rank: (IsOfFigures(item.Kind, item.Quantity), item.QuantityMethod, BasisRank(item.QuantityBasis), TimeOf(record.SeizeTime))))
            .MaxBy(found => found.Rank)
            .Quantity;

    // Drugs and precursors are told in tonnes: tablets that a laboratory counts weigh what they weighed before.
    private static bool IsOfFigures(ItemKind kind, Quantity quantity) =>
        kind is not (ItemKind.Drug or ItemKind.Precursor) || quantity.AmountCase == Quantity.AmountOneofCase.Mass;

    private static DateTimeOffset TimeOf(Timestamp time) => time.ToDateTimeOffset();

    private static int BasisRank(MeasurementBasis basis) => basis switch
    {
        MeasurementBasis.Gross => 0,
        MeasurementBasis.Net => 2,
        _ => 1,
    };
}

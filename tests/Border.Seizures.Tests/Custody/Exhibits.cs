using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Tests.Custody;

/// <summary>Exhibits and what is done to them, each valid as it is.</summary>
internal static class Exhibits
{
    public const string Holder = "officer-1";

    public static Timestamp Time { get; } = new() { Seconds = 1_610_000_000 };

    /// <summary>An exhibit of 1,000 g of heroin, with the usual tolerance of 5 g.</summary>
    public static Exhibit Heroin(Tolerance? tolerance = null) =>
        ExhibitRecord.Open(Opening(tolerance), Seizure(Drug), By(Holder));

    public static SeizedItem Drug => new() { Id = "d1", Kind = ItemKind.Drug, Sort = "heroin", Quantity = Grams("1000") };

    public static Seizure Seizure(params SeizedItem[] items) => SeizureRecord.Record(
        "seizures/s", new() { Unit = "U1", Area = "53.01", SeizeTime = Time, Items = { items } });

    public static OpenExhibitRequest Opening(Tolerance? tolerance = null) =>
        new() { ExhibitId = "e", Seizure = "seizures/s", ItemId = "d1", Tolerance = tolerance, Place = "Safe 1" };

    public static ActStamp By(string actor) => new(actor, Time, new() { Seconds = Time.Seconds + 60 }, "");

    public static Quantity Grams(string amount) => new() { Mass = new() { Amount = amount, Unit = MassUnit.Gram } };

    public static Portion Portion(string id, string grams) => new() { ExhibitId = id, Quantity = Grams(grams) };

    public static Destruction Destruction(params string[] witnesses) => new()
    {
        Method = "Burnt",
        Authority = "Order 7",
        Witnesses = { witnesses.Select(name => new Witness { FullName = name, Office = "Customs" }) },
    };
}

using System.Globalization;
using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>
/// Drugs in custody: sealed by who took them, handed over to a keeper, sampled for a laboratory, which uses its sample up, weighed
/// again, and some of them destroyed before witnesses.
/// </summary>
internal sealed class DemoCustody
{
    private const int Every = 20;
    private const int DestroyedEvery = 2;
    private const decimal LeastGrams = 10;
    private const string Keeper = "demo-keeper";
    private const string Laboratory = "demo-laboratory";

    private readonly List<SubmitSeizuresRequest> _taken = [];
    private readonly List<SubmitSeizuresRequest> _kept = [];
    private readonly List<SubmitSeizuresRequest> _sent = [];
    private readonly List<SubmitSeizuresRequest> _analysed = [];
    private readonly List<SubmitSeizuresRequest> _ended = [];

    public DemoCustody(DemoTargets targets)
    {
        var kind = SeizureKind.Of(targets)[0];
        var days = DemoDays.Field2021;
        for (var index = 0; index < days.Count; index++)
        {
            var before = days.Before(kind.Count, index);
            for (var number = 0; number < days.On(kind.Count, index); number++)
            {
                if ((before + number) % Every == 0)
                    Add(kind, days.Day(index), number, before + number);
            }
        }
    }

    public IReadOnlyList<DemoTurn<SubmitSeizuresRequest>> Turns =>
        [new("demo-officer", _taken), new(Keeper, _kept), new(Keeper, _sent), new(Laboratory, _analysed), new(Keeper, _ended)];

    private void Add(SeizureKind kind, DateOnly day, int number, int serial)
    {
        var record = DemoSeizures.Settled(kind, day, number, serial);
        if (record.Items[0].Quantity.Mass is not { } mass || DemoMeasurements.Grams(mass) is var grams && grams < LeastGrams)
            return;
        var seizure = DemoIds.Record(kind.Name, day, number);
        var time = record.SeizeTime.ToDateTimeOffset();
        Take(seizure, record.Items[0].Id, time);
        Keep(seizure, time.AddDays(1));
        Analyse(seizure, time.AddDays(4));
        End(seizure, grams - 1, time.AddDays(20), Dice.For("custody", day, number), isDestroyed: serial / Every % DestroyedEvery == 0);
    }

    private void Take(string seizure, string item, DateTimeOffset time)
    {
        _taken.Add(new() { OpenExhibit = new() { ExhibitId = IdOf(seizure), Seizure = $"seizures/{seizure}", ItemId = item, Place = "Evidence bag", ActTime = At(time, 1), RequestId = $"{seizure}-open" } });
        _taken.Add(new() { SealExhibit = new() { Name = NameOf(seizure), Sealing = new() { SealNumber = Seal(seizure, 1) }, ActTime = At(time, 2), RequestId = $"{seizure}-seal-1" } });
        _taken.Add(new() { OfferHandOver = new() { Name = NameOf(seizure), Offer = new() { Receiver = Keeper, Purpose = "Storage" }, ActTime = At(time, 5), RequestId = $"{seizure}-offer" } });
    }

    private void Keep(string seizure, DateTimeOffset time)
    {
        var name = NameOf(seizure);
        _kept.Add(new() { ConfirmHandOver = new() { Name = name, Confirmation = new() { Condition = "Bag and seal whole." }, ActTime = At(time, 1), RequestId = $"{seizure}-confirm" } });
        _kept.Add(new() { StoreExhibit = new() { Name = name, Storing = new() { Place = "Strong room, shelf 4" }, ActTime = At(time, 2), RequestId = $"{seizure}-store" } });
        _kept.Add(new() { BreakSeal = new() { Name = name, SealBreaking = new() { SealNumber = Seal(seizure, 1), Reason = "To take a sample." }, ActTime = At(time, 26), RequestId = $"{seizure}-break" } });
        _kept.Add(new() { TakeSample = new() { Name = name, Sampling = new() { Sample = new() { ExhibitId = SampleOf(seizure), Quantity = Grams(1) }, Purpose = "Purity" }, ActTime = At(time, 26), RequestId = $"{seizure}-sample" } });
        _kept.Add(new() { SealExhibit = new() { Name = name, Sealing = new() { SealNumber = Seal(seizure, 2) }, ActTime = At(time, 27), RequestId = $"{seizure}-seal-2" } });
    }

    private void Analyse(string seizure, DateTimeOffset time)
    {
        var sample = $"exhibits/{SampleOf(seizure)}";
        _sent.Add(new() { OfferHandOver = new() { Name = sample, Offer = new() { Receiver = Laboratory, Purpose = "Analysis" }, ActTime = At(time, -12), RequestId = $"{seizure}-sample-offer" } });
        _analysed.Add(new() { ConfirmHandOver = new() { Name = sample, Confirmation = new() { Condition = "Tube whole." }, ActTime = At(time, 1), RequestId = $"{seizure}-sample-confirm" } });
        _analysed.Add(new() { WeighExhibit = new() { Name = sample, Weighing = new() { Quantity = Grams(0.99m), Instrument = "DEMO balance 2" }, ActTime = At(time, 1), RequestId = $"{seizure}-sample-weigh" } });
        _analysed.Add(new() { RecordLoss = new() { Name = sample, Loss = new() { Quantity = Grams(0.01m), Reason = "Left on the spoon." }, ActTime = At(time, 2), RequestId = $"{seizure}-sample-loss" } });
    }

    private void End(string seizure, decimal grams, DateTimeOffset time, Dice dice, bool isDestroyed)
    {
        var name = NameOf(seizure);
        _ended.Add(new() { WeighExhibit = new() { Name = name, Weighing = new() { Quantity = Grams(grams), Instrument = "DEMO scales 7" }, ActTime = At(time, 1), RequestId = $"{seizure}-weigh" } });
        if (!isDestroyed)
            return;
        var destruction = new Destruction { Method = "Burnt", Authority = $"Order of the court on {seizure}" };
        destruction.Witnesses.Add(new Witness { FullName = DemoNames.Stated(isNational: true, dice), Office = "Customs" });
        destruction.Witnesses.Add(new Witness { FullName = DemoNames.Stated(isNational: false, dice), Office = "Prosecutor" });
        _ended.Add(new() { DestroyExhibit = new() { Name = name, Destruction = destruction, ActTime = At(time, 3), RequestId = $"{seizure}-destroy" } });
    }

    private static string IdOf(string seizure) => $"{seizure}-exhibit";

    private static string SampleOf(string seizure) => $"{seizure}-sample";

    private static string NameOf(string seizure) => $"exhibits/{IdOf(seizure)}";

    private static string Seal(string seizure, int number) => string.Create(CultureInfo.InvariantCulture, $"{seizure}-{number}").ToUpperInvariant();

    private static Google.Protobuf.WellKnownTypes.Timestamp At(DateTimeOffset time, int hours) => DemoTime.Stamp(time.AddHours(hours));

    private static Quantity Grams(decimal grams) =>
        new() { Mass = new() { Amount = grams.ToString("0.######", CultureInfo.InvariantCulture), Unit = MassUnit.Gram } };
}

using System.Globalization;
using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

/// <summary>Whatever is done to a whole and to all that is taken from it, nothing appears or vanishes unseen.</summary>
public sealed class CustodyPropertyTests
{
    private const int Acts = 120;

    private readonly Dictionary<string, Exhibit> _all = [];
    private readonly Dictionary<string, List<CustodyEntry>> _chains = [];

    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 60));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AnySequenceOfActs_KeepsTheBalanceLawAtEachStep(int seed)
    {
        var random = new Random(seed);
        Add(Heroin());
        var seizure = Seizure(Drug);
        var before = seizure.Clone();

        for (var step = 0; step < Acts; step++)
        {
            var exhibit = _all.Values.ElementAt(random.Next(_all.Count));
            Try(random, exhibit, step);
            AssertLaw(exhibit);
        }

        Assert.All(_all.Values, AssertVerifies);
        AssertRecountOfTheEvents();
        Assert.Equal(before, seizure);
    }

    // A refused act changes nothing; a carried out one adds one entry.
    private void Try(Random random, Exhibit exhibit, int step)
    {
        var copy = exhibit.Clone();
        var record = new ExhibitRecord(exhibit);
        try
        {
            Act(random, record, exhibit, step);
        }
        catch (RefusalException)
        {
            Assert.Equal(copy, exhibit);
            Assert.Empty(record.Taken);
            return;
        }

        Assert.Equal(copy.EntryCount + 1, Assert.Single(exhibit.Entries).Number);
        _chains[exhibit.Name].Add(exhibit.Entries[0]);
        foreach (var taken in record.Taken)
            Add(taken);
    }

    private void Add(Exhibit exhibit)
    {
        _all.Add(exhibit.Name, exhibit);
        _chains.Add(exhibit.Name, [.. exhibit.Entries]);
    }

    private void AssertVerifies(Exhibit exhibit)
    {
        var check = new ChainCheck(exhibit.Name);
        Assert.All(_chains[exhibit.Name], entry => Assert.True(check.Take(entry)));
        var isTakenFrom = exhibit.Parent.Length == 0 || _chains[exhibit.Parent].Any(source => CustodyChain.IsTakenBy(check.Opening!, source));
        Assert.True(check.Result(exhibit, isTakenFrom).Intact);
    }

    private static void Act(Random random, ExhibitRecord record, Exhibit exhibit, int step)
    {
        var by = By(exhibit.Holder.Length == 0 ? Holder : exhibit.Holder);
        var amount = Amount(random, exhibit);
        switch (random.Next(20))
        {
            case < 4:
                record.Split(new() { Parts = { Portion($"p{step}a", amount), Portion($"p{step}b", Amount(random, exhibit)) } }, by);
                break;
            case < 7:
                record.Sample(new() { Sample = Portion($"s{step}", amount) }, by);
                break;
            case < 11:
                record.Weigh(new() { Quantity = Grams(Amount(random, exhibit, nearly: true)) }, by);
                break;
            case < 14:
                record.Lose(new() { Quantity = Grams(amount), Reason = "dried" }, by);
                break;
            case 14:
                record.Seal(new() { SealNumber = $"S{step}" }, by);
                break;
            case 15:
                record.BreakSeal(new() { SealNumber = exhibit.Seals.FirstOrDefault(""), Reason = "why" }, by);
                break;
            case 16:
                record.Offer(new() { Receiver = "officer-2" }, by);
                break;
            case 17:
                record.Confirm(new(), By(exhibit.Receiver));
                break;
            case 18:
                record.Destroy(Destruction("Wang An", random.Next(2) == 0 ? "Li Bo" : "wang an"), by);
                break;
            default:
                record.Return(new() { Recipient = "Chen Du", Authority = "Order 8" }, by);
                break;
        }
    }

    // With fractions, of what is left; sometimes more than that.
    private static string Amount(Random random, Exhibit exhibit, bool nearly = false)
    {
        var left = decimal.Parse(exhibit.Balance.Remainder, CultureInfo.InvariantCulture);
        var share = nearly ? random.Next(980, 1010) : random.Next(1, 450);
        return Math.Max(Math.Round(left * share / 1000, 6), 0.000001m).ToString(CultureInfo.InvariantCulture);
    }

    private static void AssertLaw(Exhibit exhibit)
    {
        var balance = exhibit.Balance;
        decimal[] accounted = [.. new[] { balance.Parts, balance.Samples, balance.Losses, balance.Disposed, balance.Remainder, balance.Difference }.Select(Number)];
        Assert.Equal(Number(balance.Whole), accounted.Sum());
        Assert.All(accounted.SkipLast(1), amount => Assert.True(amount >= 0));
        Assert.Equal(Math.Abs(accounted[^1]) > Number(balance.Tolerance), balance.BalanceFlag);
    }

    // Adds up, from the entries alone, what went where over the whole tree.
    private void AssertRecountOfTheEvents()
    {
        var balances = _all.Values.Select(exhibit => exhibit.Balance).ToList();
        var entries = _chains.Values.SelectMany(entries => entries).ToList();

        var portions = entries.SelectMany(entry => entry.Splitting?.Parts ?? []).Sum(part => Number(part.Quantity.Mass.Grams));
        var samples = entries.Where(entry => entry.Sampling is not null).Sum(entry => Number(entry.Sampling.Sample.Quantity.Mass.Grams));
        var losses = entries.Where(entry => entry.Loss is not null).Sum(entry => Number(entry.Loss.Quantity.Mass.Grams));
        Assert.Equal(portions, balances.Sum(balance => Number(balance.Parts)));
        Assert.Equal(samples, balances.Sum(balance => Number(balance.Samples)));
        Assert.Equal(losses, balances.Sum(balance => Number(balance.Losses)));
        Assert.Equal(portions + samples, balances.Sum(balance => Number(balance.Whole)) - Number(_all["exhibits/e"].Balance.Whole));

        // What was seized is what is left, lost, gone, and not explained, wherever it is now.
        Assert.Equal(
            Number(_all["exhibits/e"].Balance.Whole),
            balances.Sum(balance => Number(balance.Losses) + Number(balance.Disposed) + Number(balance.Remainder) + Number(balance.Difference)));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

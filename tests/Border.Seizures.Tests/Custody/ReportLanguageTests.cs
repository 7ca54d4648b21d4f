using Border.Seizures.Custody.Reports;
using Border.Seizures.V1;
using Border.Type.V1;
using static Border.Seizures.Tests.Custody.Exhibits;
using Act = Border.Seizures.V1.CustodyEntry.ActOneofCase;

namespace Border.Seizures.Tests.Custody;

public sealed class ReportLanguageTests
{
    private static readonly Dictionary<Act, CustodyEntry> Entries = new[]
    {
        new CustodyEntry { Opening = new() { Quantity = Grams("5"), Parent = "exhibits/x" } },
        new CustodyEntry { Sealing = new() { SealNumber = "S1" } },
        new CustodyEntry { SealBreaking = new() { SealNumber = "S1", Reason = "why" } },
        new CustodyEntry { Offer = new() { Receiver = "officer-2", Purpose = "analysis" } },
        new CustodyEntry { Confirmation = new() { Condition = "sealed" } },
        new CustodyEntry { Refusal = new() { Reason = "torn" } },
        new CustodyEntry { Storing = new() { Place = "Safe 7" } },
        new CustodyEntry { Splitting = new() { Parts = { Portion("p1", "1"), Portion("p2", "2") } } },
        new CustodyEntry { Sampling = new() { Sample = Portion("s", "1") } },
        new CustodyEntry { Weighing = new() { Quantity = Grams("5"), Instrument = "scales" } },
        new CustodyEntry { Loss = new() { Quantity = Grams("1"), Reason = "dried" } },
        new CustodyEntry { Destruction = Destruction("Wang An", "Li Bo") },
        new CustodyEntry { GoodsReturn = new() { Recipient = "Chen Du", Authority = "Order 8" } },
    }.ToDictionary(entry => entry.ActCase);

    public static TheoryData<Act> EveryAct() => new(Enum.GetValues<Act>().Where(act => act != Act.None));

    [Theory]
    [MemberData(nameof(EveryAct))]
    public void Sentence_EachAct_SaysAllThatItHolds(Act act)
    {
        var entry = Entries[act];

        foreach (var language in new ReportLanguage[] { new EnglishReport(), new ChineseReport() })
        {
            var sentence = language.Sentence(entry);
            Assert.All(TextsIn(entry), text => Assert.Contains(text, sentence, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Amount_EachUnit_HasAWordInBothLanguages()
    {
        var amounts = Enum.GetValues<MassUnit>().Where(unit => unit != 0).Select(unit => new Quantity { Mass = new() { Amount = "1", Unit = unit, Grams = "1" } })
            .Concat(Enum.GetValues<VolumeUnit>().Where(unit => unit != 0).Select(unit => new Quantity { Volume = new() { Amount = "1", Unit = unit, Millilitres = "1" } }))
            .Concat(Enum.GetValues<CountUnit>().Select(unit => new Quantity { Count = 1, CountUnit = unit, Pieces = 1 }))
            .ToList();

        Assert.All(new ReportLanguage[] { new EnglishReport(), new ChineseReport() }, language =>
            Assert.Equal(amounts.Count, amounts.Select(language.Amount).Distinct().Count()));
    }

    [Fact]
    public void Amount_InAnotherUnit_SaysWhatItComesTo()
    {
        var jin = new Quantity { Mass = new() { Amount = "2", Unit = MassUnit.Jin, Grams = "1000" } };
        var dozen = new Quantity { Count = 3, CountUnit = CountUnit.Dozen, Pieces = 36 };
        var money = new Quantity { Money = new() { Amount = "5", Currency = "CNY" } };

        Assert.Equal(["2 jin (1000 g)", "3 dozen (36 pieces)", "5 CNY"], new[] { jin, dozen, money }.Select(new EnglishReport().Amount));
        Assert.Equal(["2 斤 (1000 克)", "3 打 (36 件)", "5 CNY"], new[] { jin, dozen, money }.Select(new ChineseReport().Amount));
    }

    private static IEnumerable<string> TextsIn(CustodyEntry entry)
    {
        var json = Google.Protobuf.JsonFormatter.Default.Format(entry);
        return System.Text.RegularExpressions.Regex.Matches(json, ": \"([^\"]+)\"").Select(match => match.Groups[1].Value)
            .Where(text => !text.StartsWith("MASS_UNIT", StringComparison.Ordinal));
    }
}

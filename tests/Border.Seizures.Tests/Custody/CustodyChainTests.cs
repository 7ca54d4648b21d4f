using System.Security.Cryptography;
using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

public sealed class CustodyChainTests
{
    private readonly Exhibit _exhibit = Heroin();
    private readonly List<CustodyEntry> _entries = [];

    public CustodyChainTests()
    {
        _entries.Add(_exhibit.Entries[0]);
        Do(record => record.Seal(new() { SealNumber = "S1" }, By(Holder) with { Note = "Wang saw it" }));
        Do(record => record.BreakSeal(new() { SealNumber = "S1", Reason = "to split" }, By(Holder)));
        Do(record => record.Split(new() { Parts = { Portion("p1", "300") } }, By(Holder)));
        Do(record => record.Weigh(new() { Quantity = Grams("690") }, By(Holder)));
    }

    [Fact]
    public void Append_EachEntry_HoldsTheHashOfTheOneBefore()
    {
        Assert.Equal(Enumerable.Range(1, 5), _entries.Select(entry => entry.Number));
        Assert.Equal(_entries.SkipLast(1).Select(entry => entry.Hash).Prepend(""), _entries.Select(entry => entry.PreviousHash));
        Assert.All(_entries, entry => Assert.Matches("^[0-9a-f]{64}$", entry.Hash));
        Assert.Equal(5, _entries.Select(entry => entry.Salt).Distinct().Count(salt => salt.Length == 32));
        Assert.Equal((_entries[^1].Hash, 5), (_exhibit.HeadHash, _exhibit.EntryCount));
    }

    [Fact]
    public void Append_Entry_IsTheOnlyOneThatTheExhibitHolds() => Assert.Equal([_entries[^1]], _exhibit.Entries);

    [Fact]
    public void Take_ChainAsItWasMade_IsIntact()
    {
        var found = Verify();

        Assert.Equal((true, CustodyFault.Unspecified, 0, 5), (found.Intact, found.Fault, found.Entry, found.EntryCount));
        Assert.Empty(found.ErasedEntries);
        Assert.True(Verify(knownHash: _entries[1].Hash).Intact);
    }

    [Fact]
    public void Take_AfterAWayThroughJson_IsIntact()
    {
        for (var i = 0; i < _entries.Count; i++)
            _entries[i] = JsonParser.Default.Parse<CustodyEntry>(JsonFormatter.Default.Format(_entries[i]));

        Assert.True(Verify().Intact);
    }

    [Fact]
    public void Take_EntryChanged_NamesIt()
    {
        _entries[1].Sealing.SealNumber = "S2";

        AssertFault(CustodyFault.Content, 2);
    }

    [Fact]
    public void Take_PersonalValueChanged_NamesIt()
    {
        _entries[1].Note = "Li saw it";

        AssertFault(CustodyFault.Content, 2);
    }

    [Fact]
    public void Take_PersonalValueAndItsHashChanged_NamesIt()
    {
        _entries[1].Note = "Li saw it";
        _entries[1].PersonalHash = EntryHash.OfPersonalPart(_entries[1]);

        AssertFault(CustodyFault.Content, 2);
    }

    [Fact]
    public void Take_EntryChangedWithItsHashes_NamesTheNext()
    {
        _entries[1].Actor = "somebody";
        EntryHash.Set(_entries[1]);

        AssertFault(CustodyFault.Link, 3);
    }

    [Fact]
    public void Take_PersonalPartErased_IsIntactAndSaysSo()
    {
        PersonalFields.Clear(_entries[1]);
        PersonalFields.Clear(_entries[2]);

        var found = Verify();

        Assert.True(found.Intact);
        Assert.Equal([2, 3], found.ErasedEntries);
        Assert.Equal(("", ""), (_entries[1].Note, _entries[2].SealBreaking.Reason));
    }

    [Fact]
    public void Take_OnlyTheValuesOrOnlyTheSaltErased_NamesTheEntry()
    {
        var unsalted = _entries[2].Clone();
        _entries[1].Note = "";
        AssertFault(CustodyFault.Content, 2);
        _entries[1].Note = "Wang saw it";

        unsalted.Salt = ByteString.Empty;
        _entries[2] = unsalted;
        AssertFault(CustodyFault.Content, 3);
    }

    [Fact]
    public void Take_ErasedEntryWithSomethingPutInItsPlace_NamesIt()
    {
        PersonalFields.Clear(_entries[1]);
        _entries[1].Note = "Li saw it";

        AssertFault(CustodyFault.Content, 2);
    }

    [Fact]
    public void Take_EntryLeftOut_NamesThePlace()
    {
        _entries.RemoveAt(2);

        AssertFault(CustodyFault.Number, 3);
    }

    [Fact]
    public void Take_EntryPutIn_NamesThePlace()
    {
        _entries.Insert(2, _entries[1].Clone());

        AssertFault(CustodyFault.Number, 3);
    }

    [Fact]
    public void Take_EntriesMoved_NamesThePlace()
    {
        (_entries[1], _entries[2]) = (_entries[2], _entries[1]);

        AssertFault(CustodyFault.Number, 2);
    }

    [Fact]
    public void Take_EntryOfAnotherExhibit_IsNotOfTheChain() => Assert.False(new ChainCheck("exhibits/another").Take(_entries[0]));

    // As whoever can write to the database would make one: with all its hashes.
    [Fact]
    public void Take_OpenedTwice_NamesTheSecondOpening()
    {
        CustodyChain.Append(_exhibit, _entries[0].Clone());
        _entries.Add(_exhibit.Entries[0]);

        AssertFault(CustodyFault.State, 6);
    }

    [Fact]
    public void Take_FirstEntryThatOpensNothing_IsNotTheBeginning()
    {
        var exhibit = new Exhibit { Name = "exhibits/x" };
        CustodyChain.Append(exhibit, new() { Sealing = new() { SealNumber = "S1" } });

        Assert.False(new ChainCheck(exhibit.Name).Take(exhibit.Entries[0]));
    }

    [Fact]
    public void Result_LastEntryLeftOut_IsMissed()
    {
        _entries.RemoveAt(4);

        AssertFault(CustodyFault.Number, 5);
        Assert.Equal((CustodyFault.Number, 5), FaultOf(Taken().Result(null, true)));
    }

    [Theory]
    [InlineData("holder")]
    [InlineData("place")]
    [InlineData("head_hash")]
    [InlineData("sort")]
    public void Result_ExhibitChanged_IsNotWhatItsEntriesComeTo(string field)
    {
        Exhibit.Descriptor.FindFieldByName(field).Accessor.SetValue(_exhibit, "changed");

        AssertFault(CustodyFault.State, 5);
    }

    [Fact]
    public void Result_BalanceOrSealsChanged_AreNotWhatTheEntriesComeTo()
    {
        _exhibit.Seals.Add("S1");
        AssertFault(CustodyFault.State, 5);
        _exhibit.Seals.Clear();
        Assert.True(Verify().Intact);

        _exhibit.Balance.BalanceFlag = false;
        AssertFault(CustodyFault.State, 5);
    }

    [Fact]
    public void Result_PartOfNothing_HasNoParent() => Assert.Equal((CustodyFault.Parent, 1), FaultOf(Taken().Result(_exhibit, isTakenFrom: false)));

    [Fact]
    public void Result_HashThatNoEntryHas_IsNotKnown() =>
        Assert.Equal((CustodyFault.KnownHash, 5), FaultOf(Verify(knownHash: new string('0', 64))));

    [Fact]
    public void IsTakenBy_EntryOfTheParent_IsTheOneThatNamesThePart()
    {
        var record = new ExhibitRecord(_exhibit);
        record.Sample(new() { Sample = Portion("s1", "1") }, By(Holder));
        var (source, taken) = (_exhibit.Entries[0], record.Taken[0].Entries[0]);

        Assert.True(CustodyChain.IsTakenBy(taken, source));
        Assert.False(CustodyChain.IsTakenBy(taken, _entries[3]));
        var changed = source.Clone();
        changed.Actor = "somebody";
        Assert.False(CustodyChain.IsTakenBy(taken, changed));
        source.Sampling.Sample.ExhibitId = "s2";
        Assert.False(CustodyChain.IsTakenBy(taken, source));
    }

    // What anybody can do who has the contract, in any language.
    [Fact]
    public void Of_EntryOfTheFirstRule_IsTheSha256OfItsBinaryFormWithoutHash()
    {
        var entry = new CustodyEntry { Number = 1, Actor = "a", Note = "n", Storing = new() { Place = "b" }, Hash = "whatever" };

        // 1: varint 1; 5: "a"; 6: "n"; 26: { 1: "b" }.
        Assert.Equal(Sha256("0801" + "2A0161" + "32016E" + "D20103" + "0A0162"), EntryHash.Of(entry));
    }

    [Fact]
    public void Of_SaltedEntry_IsTakenInTheTwoStepsOfTheContract()
    {
        var salt = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var entry = new CustodyEntry
        {
            Number = 1,
            Note = "n",
            HashRule = HashRule.Salted,
            Salt = ByteString.CopyFrom(salt),
            Destruction = new() { Witnesses = { new Witness { FullName = "w", Office = "o" } } },
        };

        // 1: varint 1; 6: "n"; 9: varint 1; 31: { 3: { 1: "w"; 2: "o" } }.
        var personal = Sha256(Convert.ToHexString(salt) + "0801" + "32016E" + "4801" + "FA0108" + "1A06" + "0A0177" + "12016F");
        Assert.Equal(personal, EntryHash.OfPersonalPart(entry));
        entry.PersonalHash = personal;

        // 1: varint 1; 9: varint 1; 11: the hash; 31: { 3: { 2: "o" } }.
        var digits = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(personal));
        Assert.Equal(Sha256("0801" + "4801" + "5A40" + digits + "FA0105" + "1A03" + "12016F"), EntryHash.Of(entry));
    }

    // A field whose class changes would change the hashes of entries that were made before.
    [Fact]
    public void Of_SaltedEntry_LeavesOutWhatTheContractListsAndNothingElse()
    {
        string[] listed =
        [
            "note", "salt", "seal_breaking.reason", "offer.purpose", "confirmation.condition", "refusal.reason", "loss.reason",
            "destruction.witnesses.full_name", "goods_return.recipient",
        ];

        Assert.Equal(listed.Order(), PersonalPaths(CustodyEntry.Descriptor, "").Order());
    }

    private static IEnumerable<string> PersonalPaths(Google.Protobuf.Reflection.MessageDescriptor message, string path) =>
        message.Fields.InFieldNumberOrder().SelectMany(field =>
            Sensitivities.IsPersonal(field) ? [path + field.Name]
            : field.FieldType == Google.Protobuf.Reflection.FieldType.Message ? PersonalPaths(field.MessageType, $"{path}{field.Name}.")
            : []);

    private static string Sha256(string hex) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(hex)));

    private void Do(Action<ExhibitRecord> act)
    {
        act(new ExhibitRecord(_exhibit));
        _entries.Add(_exhibit.Entries[0]);
    }

    private VerifyCustodyResponse Verify(string knownHash = "") => Taken(knownHash).Result(_exhibit, isTakenFrom: true);

    private ChainCheck Taken(string knownHash = "")
    {
        var check = new ChainCheck(_exhibit.Name, knownHash);
        Assert.All(_entries.TakeWhile(check.Take), entry => Assert.Equal(_exhibit.Name, entry.Exhibit));
        return check;
    }

    private void AssertFault(CustodyFault fault, int entry)
    {
        var found = Verify();

        Assert.False(found.Intact);
        Assert.Equal((fault, entry), FaultOf(found));
    }

    private static (CustodyFault Fault, int Entry) FaultOf(VerifyCustodyResponse found) => (found.Fault, found.Entry);
}

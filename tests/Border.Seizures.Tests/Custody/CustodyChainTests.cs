using Border.Seizures.Custody;
using Border.Seizures.V1;
using Google.Protobuf;
using static Border.Seizures.Tests.Custody.Exhibits;

namespace Border.Seizures.Tests.Custody;

public sealed class CustodyChainTests
{
    private readonly Exhibit _exhibit = Heroin();
    private readonly Exhibit _part;

    public CustodyChainTests()
    {
        var record = new ExhibitRecord(_exhibit);
        record.Seal(new() { SealNumber = "S1" }, By(Holder));
        record.BreakSeal(new() { SealNumber = "S1", Reason = "to split" }, By(Holder));
        record.Split(new() { Parts = { Portion("p1", "300") } }, By(Holder));
        record.Weigh(new() { Quantity = Grams("690") }, By(Holder));
        _part = record.Taken[0];
    }

    [Fact]
    public void Append_EachEntry_HoldsTheHashOfTheOneBefore()
    {
        Assert.Equal(Enumerable.Range(1, 5), _exhibit.Entries.Select(entry => entry.Number));
        Assert.Equal(_exhibit.Entries.SkipLast(1).Select(entry => entry.Hash).Prepend(""), _exhibit.Entries.Select(entry => entry.PreviousHash));
        Assert.All(_exhibit.Entries, entry => Assert.Matches("^[0-9a-f]{64}$", entry.Hash));
        Assert.Equal(_exhibit.Entries[^1].Hash, _exhibit.HeadHash);
    }

    [Fact]
    public void Verify_ChainAsItWasMade_IsIntact()
    {
        Assert.Equal((CustodyFault.Unspecified, 0), CustodyChain.Verify(_exhibit, null));
        Assert.Equal((CustodyFault.Unspecified, 0), CustodyChain.Verify(_part, _exhibit));
    }

    [Fact]
    public void Verify_AfterAWayThroughJson_IsIntact()
    {
        var read = JsonParser.Default.Parse<Exhibit>(JsonFormatter.Default.Format(_exhibit));

        Assert.Equal((CustodyFault.Unspecified, 0), CustodyChain.Verify(read, null));
    }

    [Fact]
    public void Verify_EntryChanged_NamesIt()
    {
        _exhibit.Entries[1].Sealing.SealNumber = "S2";

        Assert.Equal((CustodyFault.Content, 2), CustodyChain.Verify(_exhibit, null));
    }

    [Fact]
    public void Verify_EntryChangedWithItsHash_NamesTheNext()
    {
        _exhibit.Entries[1].Actor = "somebody";
        _exhibit.Entries[1].Hash = CustodyChain.HashOf(_exhibit.Entries[1]);

        Assert.Equal((CustodyFault.Link, 3), CustodyChain.Verify(_exhibit, null));
    }

    [Fact]
    public void Verify_EntryLeftOutOrMoved_NamesThePlace()
    {
        var swapped = _exhibit.Clone();
        (swapped.Entries[1], swapped.Entries[2]) = (swapped.Entries[2], swapped.Entries[1]);
        _exhibit.Entries.RemoveAt(2);

        Assert.Equal((CustodyFault.Number, 3), CustodyChain.Verify(_exhibit, null));
        Assert.Equal((CustodyFault.Number, 2), CustodyChain.Verify(swapped, null));
    }

    [Fact]
    public void Verify_LastEntryLeftOut_IsNotWhatTheExhibitIs()
    {
        _exhibit.Entries.RemoveAt(4);

        Assert.Equal((CustodyFault.State, 4), CustodyChain.Verify(_exhibit, null));
    }

    [Theory]
    [InlineData("holder")]
    [InlineData("place")]
    [InlineData("head_hash")]
    [InlineData("sort")]
    public void Verify_ExhibitChanged_IsNotWhatItsEntriesComeTo(string field)
    {
        Exhibit.Descriptor.FindFieldByName(field).Accessor.SetValue(_exhibit, "changed");

        Assert.Equal((CustodyFault.State, 5), CustodyChain.Verify(_exhibit, null));
    }

    [Fact]
    public void Verify_BalanceOrSealsChanged_AreNotWhatTheEntriesComeTo()
    {
        var unsealed = _exhibit.Clone();
        unsealed.Seals.Add("S1");
        _exhibit.Balance.BalanceFlag = false;

        Assert.Equal((CustodyFault.State, 5), CustodyChain.Verify(_exhibit, null));
        Assert.Equal((CustodyFault.State, 5), CustodyChain.Verify(unsealed, null));
    }

    [Fact]
    public void Verify_PartOfAnotherExhibit_HasNoParent()
    {
        Assert.Equal((CustodyFault.Parent, 1), CustodyChain.Verify(_part, null));
        Assert.Equal((CustodyFault.Parent, 1), CustodyChain.Verify(_part, Heroin()));
        Assert.Equal((CustodyFault.Parent, 1), CustodyChain.Verify(_exhibit, _part));
    }

    [Fact]
    public void Verify_NoEntries_IsNoChain() => Assert.Equal((CustodyFault.State, 0), CustodyChain.Verify(new() { Name = "exhibits/x" }, null));

    // What anybody can do who has the contract, in any language.
    [Fact]
    public void HashOf_Entry_IsTheSha256OfItsBinaryFormWithoutHash()
    {
        var entry = new CustodyEntry { Number = 1, Actor = "a", Storing = new() { Place = "b" }, Hash = "whatever" };

        // 1: varint 1; 5: "a"; 26: { 1: "b" }.
        var bytes = Convert.FromHexString("0801" + "2A0161" + "D20103" + "0A0162");

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), CustodyChain.HashOf(entry));
    }
}

using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Journal;

public sealed class EntryFormTests
{
    private static readonly AccountNumber Account = new(AccountKind.Installation, 1);

    /// <summary>Stored shapes are frozen: a change of the approved file means that old leaves no longer hold.</summary>
    [Fact]
    public void Write_OneEntryOfEachKind_IsTheApprovedForm()
    {
        var written = string.Concat(SomeEntries.All.Select(entry => Text(EntryForm.Write(entry)) + "\n"));
        Assert.Equal(File.ReadAllText(ApprovedFile()), written);
    }

    [Fact]
    public void Write_EveryKind_IsCanonicalByTheGeneralRule()
    {
        foreach (var entry in SomeEntries.All)
        {
            var bytes = EntryForm.Write(entry);
            Assert.Equal(Text(CanonicalJson.Canonicalize(bytes)), Text(bytes));
        }
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheEntryBack()
    {
        foreach (var entry in SomeEntries.All)
        {
            var read = EntryForm.Read(EntryForm.Write(entry));
            Assert.Equal(EntryForm.Write(entry), EntryForm.Write(read));
            Assert.Equal((entry.N, entry.At), (read.N, read.At));
            Assert.Equal((entry.Instruction, entry.Procedure), (read.Instruction, read.Procedure));
            Assert.Equal(entry.At.Offset, read.At.Offset);
            Assert.Equal(entry.Basis, read.Basis);
            Assert.Equal(entry.By, read.By);
            Assert.Equal(entry.Body.GetType(), read.Body.GetType());
            if (entry.Body is EntryBody.Moved moved && read.Body is EntryBody.Moved other)
            {
                Assert.Equal(moved.Moves, other.Moves);
                Assert.Equal((moved.Year, moved.Deficit), (other.Year, other.Deficit));
            }
            else
                Assert.Equal(entry.Body, read.Body);
        }
    }

    [Fact]
    public void Read_AnyByteChanged_GivesAnotherEntryOrCorruption()
    {
        foreach (var bytes in SomeEntries.All.Select(EntryForm.Write))
            for (var at = 0; at < bytes.Length; at++)
                foreach (var flip in (byte[])[1, 2, 16, 32, 128])
                {
                    byte[] changed = [.. bytes];
                    changed[at] ^= flip;
                    AssertStrict(changed);
                }
    }

    [Fact]
    public void Read_AnyByteLeftOutOrDoubled_GivesAnotherEntryOrCorruption()
    {
        foreach (var bytes in SomeEntries.All.Select(EntryForm.Write))
            for (var at = 0; at < bytes.Length; at++)
            {
                AssertStrict([.. bytes[..at], .. bytes[(at + 1)..]]);
                AssertStrict([.. bytes[..at], bytes[at], .. bytes[at..]]);
                AssertStrict(bytes[..at]);
            }
    }

    [Theory]
    [InlineData("{\"at\"", "{\"aa\":1,\"at\"")]
    [InlineData(",\"procedure\"", ",\"note\":\"x\",\"procedure\"")]
    [InlineData(",\"to\":", ",\"price\":1,\"to\":")]
    [InlineData("\"at\":\"2022", "\"at\": \"2022")]
    [InlineData("17:00:00.005+06:00", "17:00:00.0050+06:00")]
    [InlineData("17:00:00.005+06:00", "11:00:00.005Z")]
    [InlineData("2022-07-27T", "2022-02-30T")]
    [InlineData("\"n\":7", "\"n\":07")]
    [InlineData("\"n\":7", "\"n\":-7")]
    [InlineData("\"n\":7", "\"n\":7.0")]
    [InlineData("\"T05\"", "\"T29\"")]
    [InlineData("\"T05\"", "\"T5\"")]
    [InlineData("\"T05\"", "\"accountClosed\"")]
    [InlineData("-1:100", "-0:100")]
    [InlineData("-1:100", "-100:1")]
    [InlineData("-1:100", "-1:1")]
    [InlineData("-1:100", "-1:01")]
    [InlineData("KZ-5-20-", "KZ-6-20-")]
    [InlineData("\"by\":[", "\"by\":[,")]
    [InlineData("deadline", "\\u0064eadline")]
    public void Read_WhatWriteNeverWrites_IsCorruption(string original, string changed)
    {
        var entry = SomeEntries.Of(7, new EntryBody.Moved(MoveCode.T05,
            [new Move(UnitBlock.Parse("KZ-Q-2022-2025-1:100"), new AccountNumber(AccountKind.Issuance, 1),
                new AccountNumber(AccountKind.Installation, 20), null)])) with
        { By = ["deadline"] };
        var text = Text(EntryForm.Write(entry));
        Assert.Contains(original, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(original, changed, StringComparison.Ordinal));
        Assert.Throws<JournalCorruptException>(() => EntryForm.Read(bytes));
    }

    /// <summary>¶23: the balances stand in the order of RFC 8785, at least one, none negative.</summary>
    [Theory]
    [InlineData("\"KZ-71-1-02\":5,", "")]
    [InlineData("\"KZ-71-1-02\":5,\"KZ-73-1-39\":6", "\"KZ-73-1-39\":6,\"KZ-71-1-02\":5")]
    [InlineData("\"KZ-71-1-02\":5,", "\"KZ-71-1-02\":5,\"KZ-71-1-02\":5,")]
    [InlineData("\"KZ-71-1-02\":5", "\"KZ-71-1-02\":-5")]
    [InlineData("\"KZ-71-1-02\":5,\"KZ-73-1-39\":6", "")]
    public void Read_BalancesOutOfForm_AreCorruption(string original, string changed)
    {
        var from = new AccountNumber(AccountKind.ReserveNew, 1);
        var to = new AccountNumber(AccountKind.ReserveCapacity, 1);
        var entry = SomeEntries.Of(7, new EntryBody.Moved(MoveCode.T13,
            [new Move(UnitBlock.Parse("KZ-Q-2022-2025-1:5"), from, to, null)])
        {
            Balances = [new AccountBalance(from, 5), new AccountBalance(to, 6)],
        });
        var text = Text(EntryForm.Write(entry));
        Assert.Contains(original, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(original, changed, StringComparison.Ordinal));
        if (changed.Length == 0 && original.EndsWith(','))
            Assert.Single(((EntryBody.Moved)EntryForm.Read(bytes).Body).Balances!);
        else
            Assert.Throws<JournalCorruptException>(() => EntryForm.Read(bytes));
    }

    [Fact]
    public void Write_BalancesOutOfForm_IsRefused()
    {
        var from = new AccountNumber(AccountKind.ReserveNew, 1);
        var to = new AccountNumber(AccountKind.ReserveCapacity, 1);
        AccountBalance[][] all =
        [
            [], [new(to, 1), new(from, 1)], [new(from, 1), new(from, 1)], [new(from, -1)],
        ];
        foreach (var balances in all)
        {
            var moves = new[] { new Move(UnitBlock.Parse("KZ-Q-2022-2025-1:5"), from, to, null) };
            var body = new EntryBody.Moved(MoveCode.T13, moves) { Balances = balances };
            Assert.Throws<ArgumentException>(() => EntryForm.Write(SomeEntries.Of(7, body)));
        }
    }

    [Fact]
    public void Write_AwkwardTexts_SurviveTheRoundTrip()
    {
        var awkward = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028 №525-Д Қазақстан 😀";
        var entry = SomeEntries.Of(0, new EntryBody.AccountBlocked(Account, awkward)) with
        {
            Instruction = awkward,
            By = [awkward, ""],
        };
        var bytes = EntryForm.Write(entry);
        Assert.Equal(Text(CanonicalJson.Canonicalize(bytes)), Text(bytes));
        var read = EntryForm.Read(bytes);
        Assert.Equal(awkward, read.Instruction);
        Assert.Equal(awkward, Assert.IsType<EntryBody.AccountBlocked>(read.Body).Ground);
        Assert.Equal([awkward, ""], read.By);
    }

    [Fact]
    public void Write_AnEntryThatCouldNotBeReadBack_IsRefused()
    {
        var good = SomeEntries.Of(0, new EntryBody.AccountClosed(Account));
        Check(good with { At = good.At.AddTicks(1) });
        Check(good with { N = -1 });
        Check(good with { Procedure = "\ud800" });
        Check(good with { Body = new EntryBody.AccountClosed(default) });
        Check(good with { Body = new EntryBody.AccountClosed(new AccountNumber(AccountKind.Installation, 0)) });
        Check(good with { Body = new EntryBody.Moved(MoveCode.T05, []) });
        Check(good with { Body = new EntryBody.Moved(default, [SomeMove()]) });
        Check(good with { Body = new EntryBody.Moved(MoveCode.T19, [SomeMove()]) { Deficit = 0 } });
        Check(good with { Body = new EntryBody.Moved(MoveCode.T05, [SomeMove() with { Block = default }]) });
        var tooMany = Enumerable.Repeat(SomeMove(), EntryForm.MaxMoves + 1).ToArray();
        Check(good with { Body = new EntryBody.Moved(MoveCode.T05, tooMany) });
        Check(good with { Body = new EntryBody.AccountOpened(Account, null, null, default(Domain.Plans.PlanPeriod)) });

        static void Check(Entry entry) => Assert.ThrowsAny<ArgumentException>(() => EntryForm.Write(entry));
    }

    [Fact]
    public void Write_TheLargestEntry_IsReadBack()
    {
        var moves = Enumerable.Range(1, EntryForm.MaxMoves)
            .Select(serial => SomeMove() with { Block = UnitBlock.Parse($"KZ-Q-2022-2025-{serial}") });
        var bytes = EntryForm.Write(SomeEntries.Of(0, new EntryBody.Moved(MoveCode.T01, [.. moves])));
        Assert.Equal(EntryForm.MaxMoves, Assert.IsType<EntryBody.Moved>(EntryForm.Read(bytes).Body).Moves.Count);
    }

    [Fact]
    public void NameOf_EveryAccountKind_IsItsNameInCamelCase()
    {
        foreach (var kind in Enum.GetValues<AccountKind>())
            Assert.Equal(kind.ToString()[..1].ToLowerInvariant() + kind.ToString()[1..], EntryForm.NameOf(kind));
    }

    private static Move SomeMove() => new(UnitBlock.Parse("KZ-Q-2022-2025-1"), null, Account, null);

    private static void AssertStrict(byte[] bytes)
    {
        Entry read;
        try
        {
            read = EntryForm.Read(bytes);
        }
        catch (JournalCorruptException)
        {
            return;
        }
        Assert.Equal(Text(bytes), Text(EntryForm.Write(read)));
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string ApprovedFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No solution above the test assembly.");
        return Path.Combine(folder.FullName, "tests", "Domain.Tests", "Journal", "Approved", "entries.ndjson");
    }
}

using System.Reflection;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

public sealed class SnapshotTests
{
    /// <summary>
    /// Fields whose content a snapshot carries, or which follow from it. Who adds a field decides here how it comes
    /// back after a restart, writes it in LedgerState.Snapshot.cs where needed, and raises LedgerSnapshot.Version.
    /// </summary>
    [Theory]
    [InlineData(
        typeof(LedgerState),
        "accounts before byInstallation byKind byProject corrected instructions lastSeries lines series splitParts "
        + "surrendered unique")]
    [InlineData(
        typeof(AccountState),
        "Holder Installation IsClosed Number Period Predecessor Project balances grounds shelves")]
    [InlineData(
        typeof(SeriesState),
        "Acquired Issued OnKind ReserveAuction ReserveFormed ReserveReleased ReserveReturned Transferred")]
    [InlineData(typeof(Shelf), "AllocationYear Series Units allocationYear chunks series")]
    [InlineData(typeof(UnitAttributes), "AllocationYear Line NotForSale Project")]
    [InlineData(typeof(BlockGround), "Ground Procedure Since")]
    public void Fields_OfTheState_AreThoseThatSnapshotsKnow(Type type, string known)
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(field => field.Name.Split('<', '>') is [_, { Length: > 0 } property, ..] ? property : field.Name);
        var missing = fields.Except(known.Split(' '), StringComparer.Ordinal);
        Assert.Empty(missing);
    }

    [Fact]
    public void Read_OfAWholeRegistry_GivesTheSameState()
    {
        var state = Rich();
        var read = Again(state);
        Assert.Equal(state.Dump(), read.Dump());
        Assert.Equal(state.Size, read.Size);
        read.CheckInvariants();
        Assert.Equal(state.EntriesOf("split"), read.EntriesOf("split"));
        Assert.True(read.EntriesOf("split").Count > 1);
        Assert.Equal(state.EntriesOf("allocate"), read.EntriesOf("allocate"));
        Assert.Equal(new YearSurrender(3, 0), read.SurrenderedFor("A", 2022));
        Assert.Equal(state.AccountsOf("P-1").Single().Number, read.AccountsOf("P-1").Single().Number);
    }

    [Fact]
    public void Read_OfAState_GoesOnAsTheFirstDoes()
    {
        var (state, read) = (Rich(), Again(Rich()));
        foreach (var ledger in (LedgerState[])[state, read])
        {
            Some.Post(ledger, "unblock", new Act.UnblockAccount(Some.Of("A"), ["incomplete"]));
            Some.Post(ledger, "trade", Some.Move(MoveCode.T16, Some.Of("A"), Some.Of("B"), Some.Units(3)));
            Some.Post(ledger, "more", Some.Issue(5000, new IssueLine(1, Some.Year(2022, "A"))) with
            {
                Code = MoveCode.T14,
                To = Some.Of(new AccountNumber(AccountKind.OffsetApplicant, 1)),
                Series = Some.Offsets,
            });
        }
        Assert.Equal(state.Dump(), read.Dump());
    }

    [Fact]
    public void Take_BeforeMoreEntries_WritesTheStateOfThatMoment()
    {
        var state = Rich();
        var dump = state.Dump();
        var taken = state.Capture();
        for (var n = 0; n < 20_000; n++)
            Some.Post(state, $"b/{n}", n % 2 == 0
                ? new Act.BlockAccount(Some.Of("B"), "x")
                : new Act.UnblockAccount(Some.Of("B"), ["x"]));
        Assert.Equal(dump, Read(Written(taken)).Dump());
        Assert.Equal(state.Dump(), Again(state).Dump());
    }

    [Fact]
    public void Read_OfBytesThatBreakOff_IsRefused()
    {
        var bytes = Written(Rich().Capture());
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 150))
        {
            var error = Record.Exception(() => Read(bytes[..length]));
            Assert.True(error is InvalidDataException or EndOfStreamException, $"{length}: {error}");
        }
    }

    /// <summary>
    /// A flipped bit may give another state that makes sense, which is why a snapshot has a hash; but reading it
    /// neither hangs nor fails in a way that nobody expects.
    /// </summary>
    [Fact]
    public void Read_OfBytesWithAFlippedBit_IsRefusedOrReadsAnotherState()
    {
        var bytes = Written(Rich().Capture());
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 400))
        {
            byte[] flipped = [.. bytes];
            flipped[at] ^= (byte)(1 << (at % 8));
            var error = Record.Exception(() => Read(flipped));
            Assert.True(
                error is null or InvalidDataException or EndOfStreamException or FormatException or IOException,
                $"byte {at}: {error}");
        }
    }

    internal static LedgerState Again(LedgerState state) => Read(Written(state.Capture()));

    private static byte[] Written(LedgerSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        snapshot.WriteTo(stream);
        return stream.ToArray();
    }

    private static LedgerState Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return LedgerSnapshot.Read(stream);
    }

    /// <summary>A state with something of everything that a state can have.</summary>
    private static LedgerState Rich()
    {
        var state = Some.Registry();
        var applicant = new AccountToOpen(AccountKind.OffsetApplicant, "person-7", null, null) { Project = "P-1" };
        Some.Post(state, "applicant", Some.Open(applicant));
        var lines = Enumerable.Range(0, 2500).Select(line =>
            new IssueLine(2, Some.Year(2022 + (line % 4), line % 2 == 0 ? "A" : "B")));
        Some.Post(state, "split", Some.Issue(5000, [.. lines]));
        Some.Post(state, "allocate", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), Some.Units(100)));
        Some.Post(state, "holder", new Act.ChangeHolder(Some.Of("B"), "holder-c"));
        Some.Post(state, "block", new Act.BlockAccount(Some.Of("A"), "incomplete"));
        Some.Post(state, "block-2", new Act.BlockAccount(Some.Of("A"), "notSubmitted"));
        Some.Post(state, "unblock-2", new Act.UnblockAccount(Some.Of("A"), ["notSubmitted"]));
        var back = Some.Post(state, "return", Some.Move(
            MoveCode.T10, Some.Of("A"), Some.Of(AccountKind.Reserve), Some.Units(7)));
        Some.Post(state, "correct", new Act.Correct(back[0]));
        Some.Post(state, "surrender", Some.Move(
            MoveCode.T19, Some.Of("A"), Some.Of(AccountKind.Surrender), Some.Units(5)));
        Some.Post(state, "due", Some.Move(
            MoveCode.T19, Some.Of("A"), Some.Of(AccountKind.Surrender), new Selection.Due(2022, 3, 0)));
        return state;
    }
}

using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>Running sums of one series of units; each is changed by every move in O(1).</summary>
internal sealed class SeriesState
{
    /// <summary>Ever issued; the serials 1 to this are taken.</summary>
    public long Issued { get; set; }

    /// <summary>Units on each kind of account, by <see cref="AccountKinds.IndexOf"/>.</summary>
    public long[] OnKind { get; } = new long[AccountKinds.Count];

    /// <summary>Ever moved from one person to another (¶2.2).</summary>
    public long Transferred { get; set; }

    /// <summary>The part of the transferred that went under a deal (¶2.4).</summary>
    public long Acquired { get; set; }

    /// <summary>The reserve's volume: what T02 put there (invariant vi), without what was corrected.</summary>
    public long ReserveFormed { get; private set; }

    /// <summary>The auction's part of the reserve, handed over by T04.</summary>
    public long ReserveAuction { get; private set; }

    /// <summary>What left the reserve for installations, for surrender and by withdrawal.</summary>
    public long ReserveReleased { get; private set; }

    /// <summary>What came back to the reserve from installations.</summary>
    public long ReserveReturned { get; private set; }

    /// <summary>Units on the reserve and its subaccounts.</summary>
    public long Reserved => On(AccountKind.Reserve) + On(AccountKind.ReserveNew) + On(AccountKind.ReserveUnaccounted)
        + On(AccountKind.ReserveCapacity) + On(AccountKind.ReserveTransition);

    /// <summary>Units on all accounts.</summary>
    public long OnAccounts
    {
        get
        {
            long sum = 0;
            foreach (var units in OnKind)
                sum += units;
            return sum;
        }
    }

    /// <summary>Invariant vi: reserve + auction + released - returned = volume of the reserve.</summary>
    public bool ReserveIdentityHolds => Reserved + ReserveAuction + ReserveReleased - ReserveReturned == ReserveFormed;

    /// <summary>Writes all sums.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Issued);
        foreach (var units in OnKind)
            writer.Write(units);
        writer.Write(Transferred);
        writer.Write(Acquired);
        writer.Write(ReserveFormed);
        writer.Write(ReserveAuction);
        writer.Write(ReserveReleased);
        writer.Write(ReserveReturned);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static SeriesState Read(BinaryReader reader)
    {
        var sums = new SeriesState { Issued = reader.ReadInt64() };
        for (var kind = 0; kind < sums.OnKind.Length; kind++)
            sums.OnKind[kind] = reader.ReadInt64();
        sums.Transferred = reader.ReadInt64();
        sums.Acquired = reader.ReadInt64();
        sums.ReserveFormed = reader.ReadInt64();
        sums.ReserveAuction = reader.ReadInt64();
        sums.ReserveReleased = reader.ReadInt64();
        sums.ReserveReturned = reader.ReadInt64();
        return sums;
    }

    public long On(AccountKind kind) => OnKind[AccountKinds.IndexOf(kind)];

    /// <summary>Counts a move into or out of the reserve by its row; negative units take the count back.</summary>
    public void CountReserve(MoveCode code, bool fromReserve, long units)
    {
        switch (code)
        {
            case MoveCode.T02:
                ReserveFormed += units;
                break;
            case MoveCode.T04:
                ReserveAuction += units;
                break;
            case MoveCode.T10 or MoveCode.T12:
                ReserveReturned += units;
                break;
            case MoveCode.T06 or MoveCode.T07 or MoveCode.T08 or MoveCode.T09 or MoveCode.T28:
                ReserveReleased += units;
                break;
            case MoveCode.T23 when fromReserve:
                ReserveReleased += units;
                break;
            default:
                break;
        }
    }
}

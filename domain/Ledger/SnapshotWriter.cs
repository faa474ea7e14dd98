using System.Text;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>Writes the ledger's values in few bytes; attributes that were written before are named by number.</summary>
internal sealed class SnapshotWriter(Stream target) : BinaryWriter(target, Encoding.UTF8, leaveOpen: true)
{
    private readonly Dictionary<UnitAttributes, int> known = [];
    private UnitAttributes? last;
    private int lastNumber;

    public void Text(string? text)
    {
        Write(text is not null);
        if (text is not null)
            Write(text);
    }

    public void Account(AccountNumber number)
    {
        Write7BitEncodedInt((int)number.Kind);
        Write7BitEncodedInt(number.Number);
    }

    public void Series(UnitSeries series)
    {
        Write7BitEncodedInt((int)series.Kind);
        Write7BitEncodedInt(series.YearIn);
        Write7BitEncodedInt(series.YearOut);
    }

    public void Range(SerialRange range)
    {
        Write7BitEncodedInt64(range.First);
        Write7BitEncodedInt64(range.Last);
    }

    public void Moment(DateTimeOffset at)
    {
        Write(at.Ticks);
        Write((short)at.TotalOffsetMinutes);
    }

    public void Ground(BlockGround ground)
    {
        Write(ground.Ground);
        Moment(ground.Since);
        Write(ground.Procedure);
    }

    public void Attributes(UnitAttributes attributes)
    {
        if (!ReferenceEquals(attributes, last))
        {
            var isKnown = known.TryGetValue(attributes, out lastNumber);
            last = attributes;
            if (!isKnown)
            {
                lastNumber = known.Count;
                known.Add(attributes, lastNumber);
                Write7BitEncodedInt(lastNumber);
                Write7BitEncodedInt(attributes.AllocationYear);
                Text(attributes.Line);
                Text(attributes.Project);
                Write(attributes.NotForSale);
                return;
            }
        }
        Write7BitEncodedInt(lastNumber);
    }
}

/// <summary>Reads what <see cref="SnapshotWriter"/> writes.</summary>
internal sealed class SnapshotReader(Stream source) : BinaryReader(source, Encoding.UTF8, leaveOpen: true)
{
    private readonly List<UnitAttributes> known = [];

    public string? Text() => ReadBoolean() ? ReadString() : null;

    public AccountNumber Account() => new((AccountKind)Read7BitEncodedInt(), Read7BitEncodedInt());

    public UnitSeries Series() => new((UnitKind)Read7BitEncodedInt(), Read7BitEncodedInt(), Read7BitEncodedInt());

    public SerialRange Range() => new(Read7BitEncodedInt64(), Read7BitEncodedInt64());

    public DateTimeOffset Moment() => new(ReadInt64(), TimeSpan.FromMinutes(ReadInt16()));

    public BlockGround Ground() => new(ReadString(), Moment(), ReadString());

    public UnitAttributes Attributes()
    {
        var number = Read7BitEncodedInt();
        if (number > known.Count || number < 0)
            throw new InvalidDataException("Attributes are named that were not given.");
        if (number == known.Count)
            known.Add(new UnitAttributes(Read7BitEncodedInt(), Text(), Text(), ReadBoolean()));
        return known[number];
    }
}

using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class PropertyTypeTests(AzuriteFixture azurite) : TableFixture(azurite)
{
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2024, 6, 8, 12, 30, 15, TimeSpan.FromHours(5))
        .AddTicks(1234567);

    private static readonly Guid Guid = Guid.Parse("7b0e4c8e-6f0a-4d7b-8c55-2f9f4a3e6d10");

    public static TheoryData<object, object> Values => new()
    {
        { "", "" },
        { "Қуат \"ең\" <&> '\\' \u2028 \u0001 😀", "Қуат \"ең\" <&> '\\' \u2028 \u0001 😀" },
        { "2024-06-08T12:30:15Z", "2024-06-08T12:30:15Z" },
        { true, true },
        { false, false },
        { int.MinValue, int.MinValue },
        { int.MaxValue, int.MaxValue },
        { long.MinValue, long.MinValue },
        { long.MaxValue, long.MaxValue },
        { 7L, 7L },
        { 1.0, 1.0 },
        { 0.1, 0.1 },
        { double.MaxValue, double.MaxValue },
        { double.NaN, double.NaN },
        { double.PositiveInfinity, double.PositiveInfinity },
        { double.NegativeInfinity, double.NegativeInfinity },
        { Guid, Guid },
        { Instant, Instant },
        { Instant.UtcDateTime, Instant },
        { Array.Empty<byte>(), Array.Empty<byte>() },
        { new byte[] { 0, 62, 63, 251, 255 }, new byte[] { 0, 62, 63, 251, 255 } },
        { new BinaryData(new byte[] { 1, 2 }), new byte[] { 1, 2 } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_WrittenAloneAndInATransaction_ReadsBackWithItsType(object written, object expected)
    {
        await Table.AddEntityAsync(new TableEntity(Partition, "alone") { ["Value"] = written });
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity(Partition, "first") { ["Value"] = written }),
            new(TableTransactionActionType.Add, new TableEntity(Partition, "second") { ["Value"] = written }),
        ]);

        var rows = await AllAsync();

        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(expected, row["Value"]));
        Assert.All(rows, row => Assert.IsType(expected.GetType(), row["Value"]));
    }

    [Fact]
    public async Task CustomEntity_OfEveryType_ReadsBack()
    {
        var written = Sample.Full();

        var tag = (await Table.AddEntityAsync(written)).Headers.ETag;

        var read = (await Table.GetEntityAsync<Sample>(Partition, "full")).Value;
        Assert.Equivalent(written.Values(), read.Values(), true);
        Assert.Equal(tag, read.ETag);
        Assert.NotNull(read.Timestamp);
        Assert.Null(read.Ignored);
    }

    [Fact]
    public async Task CustomEntity_WithNulls_StoresNoProperties()
    {
        await Table.AddEntityAsync(new Sample { PartitionKey = Partition, RowKey = "bare" });

        var row = Assert.Single(await AllAsync());

        Assert.Equal(
            ["Kind", "Number", "PartitionKey", "RowKey", "Timestamp", "odata.etag"],
            row.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("None", row.GetString("Kind"));
        Assert.Null((await Table.GetEntityAsync<Sample>(Partition, "bare")).Value.Count);
    }

    [Fact]
    public async Task CustomEntity_WithNamedMember_IsStoredAndFilteredUnderThatName()
    {
        await Table.AddEntityAsync(Sample.Full());

        Assert.Equal("text", Assert.Single(await AllAsync()).GetString("label"));
        Assert.Single(Table.Query<Sample>(sample => sample.Label == "text"));
    }

    [Fact]
    public async Task Value_OfAnUnknownType_IsRefusedBeforeSending() =>
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Table.AddEntityAsync(new TableEntity(Partition, "r") { ["Value"] = 1.5m }));

    [Fact]
    public async Task Time_ThatIsNotUtc_IsRefusedBeforeSending() =>
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Table.AddEntityAsync(new TableEntity(Partition, "r") { ["Value"] = new DateTime(2024, 6, 8) }));

    [Fact]
    public void Indexer_SetToAnotherType_IsRefusedUnlessTheNumberWidens()
    {
        var row = new TableEntity { ["Long"] = 1L, ["Text"] = "x" };

        row["Long"] = 2;

        Assert.Equal(2, row.GetInt64("Long"));
        Assert.Throws<InvalidOperationException>(() => row["Text"] = 2);
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Long"));
        Assert.Null(row.GetInt32("None"));
    }

    private enum Kind
    {
        None,
        Issued,
    }

    private sealed class Sample : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        [DataMember(Name = "label")]
        public string? Label { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }

        public int Number { get; set; }

        public int? Count { get; set; }

        public long? Units { get; set; }

        public double? Share { get; set; }

        public bool? Flag { get; set; }

        public Guid? Id { get; set; }

        public DateTimeOffset? At { get; set; }

        public DateTime? Utc { get; set; }

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public Kind Kind { get; set; }

        public static Sample Full() => new()
        {
            PartitionKey = Partition,
            RowKey = "full",
            Label = "text",
            Ignored = "not stored",
            Number = -1,
            Count = 2,
            Units = long.MaxValue,
            Share = 3,
            Flag = true,
            Id = Guid,
            At = Instant,
            Utc = Instant.UtcDateTime,
            Bytes = [1, 2, 3],
            Data = new BinaryData("data"),
            Kind = Kind.Issued,
        };

        public object?[] Values() =>
            [Label, Number, Count, Units, Share, Flag, Id, At, Utc, Utc?.Kind, Bytes, Data?.ToString(), Kind];
    }
}

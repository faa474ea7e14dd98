using System.Linq.Expressions;
using Azure;
using Azure.Data.Tables;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class FilterTests
{
    private static readonly DateTimeOffset Instant = new(2024, 6, 8, 5, 0, 0, TimeSpan.FromHours(5));

    public static TheoryData<string, Expression<Func<Account, bool>>> Filters
    {
        get
        {
            var key = "O'Neil";
            var limit = new { Units = 5L };
            return new()
            {
                { "PartitionKey eq 'O''Neil'", a => a.PartitionKey == key },
                { "PartitionKey eq 'O''Neil'", a => key == a.PartitionKey },
                { "PartitionKey eq 'O''Neil'", a => a.PartitionKey.Equals(key) },
                { "PartitionKey eq 'O''Neil'", a => string.Equals(a.PartitionKey, key) },
                {
                    "(RowKey ge 'a') and (RowKey lt 'b')",
                    a => a.RowKey.CompareTo("a") >= 0 && a.RowKey.CompareTo("b") < 0
                },
                { "RowKey gt 'a'", a => string.Compare(a.RowKey, "a") > 0 },
                { "RowKey lt 'b'", a => string.Compare("b", a.RowKey) > 0 },
                { "(Units gt 5L) or (Units le -1L)", a => a.Units > limit.Units || a.Units <= -1 },
                { "Units lt 7L", a => 7 > a.Units },
                { "Frozen eq true", a => a.Frozen },
                { "not (Frozen eq true)", a => !a.Frozen },
                { "Frozen ne false", a => a.Frozen != false },
                { "Share eq 2.0", a => a.Share!.Value == 2 },
                { "Kind eq 'Operator'", a => a.Kind == AccountKind.Operator },
                { "Opened le datetime'2024-06-08T00:00:00.0000000Z'", a => a.Opened <= Instant },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Condition_IsWrittenAsAFilter(string filter, Expression<Func<Account, bool>> condition) =>
        Assert.Equal(filter, TableClient.CreateQueryFilter(condition));

    [Fact]
    public void Condition_ThatAFilterCannotSay_IsRefused()
    {
        Assert.Throws<NotSupportedException>(() => Filter(a => a.RowKey.Contains('a')));
        Assert.Throws<NotSupportedException>(() => Filter(a => a.RowKey == a.PartitionKey));
        Assert.Throws<NotSupportedException>(() => Filter(a => a.RowKey == null));
        Assert.Throws<NotSupportedException>(() => Filter(a => a.RowKey.Equals("a", StringComparison.Ordinal)));
    }

    [Fact]
    public void Condition_ThatIsAlwaysTrue_NeedsNoFilter() => Assert.Null(Filter(_ => true));

    [Fact]
    public void InterpolatedFilter_QuotesEachValue() =>
        Assert.Equal(
            "Name eq 'O''Neil' and Units gt 5L and Data eq X'00ff'",
            TableClient.CreateQueryFilter($"Name eq {"O'Neil"} and Units gt {5L} and Data eq {new byte[] { 0, 255 }}"));

    private static string Filter(Expression<Func<Account, bool>> condition) => TableClient.CreateQueryFilter(condition);

    public enum AccountKind
    {
        None,
        Operator,
    }

    public sealed class Account : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public long Units { get; set; }

        public bool Frozen { get; set; }

        public double? Share { get; set; }

        public AccountKind Kind { get; set; }

        public DateTimeOffset Opened { get; set; }
    }
}

using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>The sample plan, which a library other than ClosedXML wrote.</summary>
public sealed class PlanWorkbookSampleTests
{
    internal static byte[] Sample { get; } = File.ReadAllBytes(FindSample());

    [Theory]
    [InlineData(CellReader.BySize)]
    [InlineData(CellReader.ClosedXml)]
    [InlineData(CellReader.Streamed)]
    public void Read_Sample_GivesThePublishedTotals(CellReader reader)
    {
        var reading = PlanWorkbook.Read(Sample, reader);

        Assert.Empty(reading.Issues);
        Assert.Empty(reading.Warnings);
        var plan = reading.Plan!;
        Assert.Equal(new PlanPeriod(2022, 2025), plan.Period);
        Assert.Equal("525-Д", plan.Order);
        Assert.Equal(new DateOnly(2022, 7, 11), plan.ApprovedOn);
        Assert.Equal(new DateOnly(2022, 7, 25), plan.InForceOn);
        Assert.Equal(229, plan.Installations.Count);
        Assert.Equal(155, plan.Installations.Select(installation => installation.Operator.Id).Distinct().Count());
        Assert.Equal((650_100_000, 41_900_000, 692_000_000), (plan.Allocated, plan.Reserved, plan.Total));
    }

    [Fact]
    public void Read_Sample_ReadsEveryColumnOfTheFirstRow()
    {
        var first = PlanWorkbook.Read(Sample).Plan!.Installations[0];

        Assert.Equal("KZ-0001", first.Code);
        Assert.Equal("Станция № 1", first.Name);
        Assert.Equal("050440556852", first.Operator.Id.Text);
        Assert.Equal("ТОО «Алтай Жылу-2»", first.Operator.Name);
        Assert.Equal("Электроэнергетика", first.Sector);
        Assert.Equal("область Ұлытау", first.Region);
        Assert.Equal([700687, 690562, 683813, 667361], first.YearUnits.InOrder.Select(pair => pair.Value));
        Assert.Equal(2_742_423, first.Total);
    }

    [Fact]
    public void Read_Sample_ReadsAllFiveCategoriesOfTheReserve()
    {
        var reserve = PlanWorkbook.Read(Sample).Plan!.Reserve;

        Assert.Equal(
            [
                (ReserveCategory.NewInstallations, 10_475_000L),
                (ReserveCategory.UnaccountedInstallations, 4_190_000L),
                (ReserveCategory.CapacityIncrease, 18_855_000L),
                (ReserveCategory.AdministeredTransition, 2_095_000L),
                (ReserveCategory.Auction, 6_285_000L),
            ],
            reserve.Select(line => (line.Category, line.Total)));
    }

    [Fact]
    public void Open_Sample_BothReadersGiveTheSameCells()
    {
        var (closedXml, _) = PlanWorkbook.Open(Sample, CellReader.ClosedXml);
        var (streamed, _) = PlanWorkbook.Open(Sample, CellReader.Streamed);

        Assert.Equal(CellsOf(streamed!), CellsOf(closedXml!));
    }

    internal static IEnumerable<string> CellsOf(BookCells book) =>
        from sheet in book.Sheets
        from row in sheet.Rows
        from cell in row.Cells
        select $"{sheet.Name} {row.Number} {cell}";

    private static string FindSample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "functions", "Demo", "samples", "nap-2022-2025.xlsx");
    }
}

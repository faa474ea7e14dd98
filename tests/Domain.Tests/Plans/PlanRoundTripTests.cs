using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>A random plan, written as a workbook in a random shape and read again, is the same plan.</summary>
public sealed class PlanRoundTripTests
{
    private static readonly string[] Bins =
        ["210140000016", "010240005554", "120841000256", "201060000429", "140940001197", "061211600012",
            "050101550770"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Read_RandomPlan_IsThePlanThatWasWritten(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 10; run++)
        {
            var plan = RandomPlan(random);
            var file = Write(plan, random);
            foreach (var reader in (CellReader[])[CellReader.ClosedXml, CellReader.Streamed])
            {
                var reading = PlanWorkbook.Read(file, reader);
                Assert.Equal([], reading.Issues.Select(issue =>
                    $"{issue.Code} {issue.Sheet}!{issue.Column}{issue.Row}"));
                Assert.Equal(PlanTraitsTests.Show(plan), PlanTraitsTests.Show(reading.Plan!));
            }
        }
    }

    private static NationalPlan RandomPlan(Random random)
    {
        var first = random.Next(2021, 2031);
        var period = new PlanPeriod(first, first + random.Next(0, 5));
        YearUnits Units() => new(period, period.Years.Select(_ => random.Next(4) == 0
            ? 0 : random.NextInt64(1_000_000_000)));
        var installations = Enumerable.Range(1, random.Next(1, 40)).Select(number => new PlanInstallation(
            $"KZ-{number:0000}", $"Установка {random.Next(9)} «Б»",
            new PlanOperator(Domain.Notices.IdentificationNumber.Parse(Bins[random.Next(Bins.Length)]), "ТОО «А»"),
            "Электроэнергетика", "область Абай", Units())).ToList();
        var reserve = ReserveCategoryName.All.Select(category => new ReserveLine(category, Units())).ToList();
        var approved = new DateOnly(first, 1, 1).AddDays(random.Next(300));
        return new NationalPlan(period, $"{random.Next(1, 999)}-Д", approved, approved.AddDays(random.Next(60)),
            installations.Sum(line => line.Total) + reserve.Sum(line => line.Total), installations, reserve);
    }

    private static byte[] Write(NationalPlan plan, Random random)
    {
        var book = new RawBook { SharesStrings = random.Next(2) == 0 };
        object Shape(long units) => random.Next(4) switch
        {
            0 => units.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '\u00A0'),
            1 => new Formula("A1", units),
            2 => $" {units} ",
            _ => units,
        };
        object?[] Cells(YearUnits units) => [.. units.InOrder.Select(pair => Shape(pair.Value)), Shape(units.Total)];
        object?[] years = [.. plan.Period.Years.Select(year => (object)year), "Итого"];
        var sheet = book.Add("План");
        var row = random.Next(1, 6);
        sheet.Row(row, [.. SmallPlan.Header, .. years]);
        foreach (var line in plan.Installations)
        {
            row++;
            sheet.Row(row, [row, line.Operator.Id.Text, line.Operator.Name, line.Code, line.Name, line.Sector,
                line.Region,
                .. Cells(line.YearUnits)]);
        }
        var order = Enumerable.Range(1, SmallPlan.Header.Length + years.Length).ToArray();
        random.Shuffle(order);
        sheet.Reorder(order);
        var reserve = book.Add("Резерв").Row(1, ["Категория", .. years]);
        foreach (var (line, index) in plan.Reserve.Select((line, index) => (line, index)))
            reserve.Row(index + 2, [ReserveCategoryName.Of(line.Category), .. Cells(line.YearUnits)]);
        book.Add("Реквизиты").Row(1, "Номер приказа", plan.Order).Row(2, "Дата утверждения", plan.ApprovedOn)
            .Row(3, "Дата вступления в силу", plan.InForceOn).Row(4, "Период", plan.Period.ToString())
            .Row(5, "Общий объем", plan.Total);
        return book.ToBytes();
    }
}

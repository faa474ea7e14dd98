using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CarbonRegistry.Infra.Excel;
using ClosedXML.Excel;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// Reads plans of 229 and of 100,000 rows beside a bare open of the same file by ClosedXML, interleaved, median of
/// three.
/// </summary>
internal static class PlanBenchmark
{
    private const int Rounds = 3;

    // BIN with a right check digit; one operator of many installations is a plan too.
    private const string Bin = "210140000016";

    /// <summary>Prints one line.</summary>
    internal static Task RunAsync()
    {
        var office = Measure(PlanOf(229), repeats: 5);
        var large = Measure(PlanOf(100_000), repeats: 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"plan import: 229 rows {office.Read:F0} ms ({229 / office.Read * 1000:F0} rows/s), "
            + $"bare open {office.Open:F0} ms, ratio {office.Read / office.Open:F2}; "
            + $"100,000 rows {large.Read:F0} ms ({100_000 / large.Read * 1000:F0} rows/s), "
            + $"bare open {large.Open:F0} ms, ratio {large.Read / large.Open:F2}"));
        return Task.CompletedTask;
    }

    private static (double Read, double Open) Measure(byte[] file, int repeats)
    {
        var reads = new List<double>();
        var opens = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var read = Time(repeats, () =>
            {
                if (PlanWorkbook.Read(file).Plan is null)
                    throw new InvalidOperationException("The plan of the benchmark must be right.");
            });
            var open = Time(repeats, () => new XLWorkbook(new MemoryStream(file)).Dispose());
            // The first round warms up.
            if (round == 0)
                continue;
            reads.Add(read);
            opens.Add(open);
        }
        reads.Sort();
        opens.Sort();
        return (reads[Rounds / 2], opens[Rounds / 2]);
    }

    private static double Time(int repeats, Action act)
    {
        var start = Stopwatch.GetTimestamp();
        for (var count = 0; count < repeats; count++)
            act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
    }

    /// <summary>
    /// A right plan of so many installations, written without any library so that nothing is warmed up.
    /// </summary>
    internal static byte[] PlanOf(int rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var strings = new StringBuilder();
        var count = 0;
        string Text(string text)
        {
            strings.Append("<si><t>").Append(text).Append("</t></si>");
            return string.Create(CultureInfo.InvariantCulture, $"t=\"s\"><v>{count++}</v>");
        }
        string Number(long number) => string.Create(CultureInfo.InvariantCulture, $"><v>{number}</v>");
        string Row(int number, params string[] cells) => string.Create(CultureInfo.InvariantCulture,
            $"<row r=\"{number}\">")
            + string.Concat(cells.Select((cell, index) =>
                $"<c r=\"{(char)('A' + index)}{number}\" {cell}</c>")) + "</row>";
        var (bin, owner, sector, region) = (Text(Bin), Text("ТОО «Первое»"), Text("Электроэнергетика"),
            Text("г. Алматы"));
        var plan = new StringBuilder(Row(1, [.. new[] { "№ п/п", "БИН", "Оператор установки", "Код установки",
            "Установка",
            "Регулируемый сектор", "Область" }.Select(Text), .. Enumerable.Range(2022, 4).Select(year => Number(year)),
                Text("Итого")]));
        for (var index = 1; index <= rows; index++)
            plan.Append(Row(index + 1, Number(index), bin, owner, Text($"KZ-{index:0000}"), Text($"Станция № {index}"),
                sector,
                region, Number(index), Number(index), Number(index), Number(index),
                string.Create(CultureInfo.InvariantCulture,
                    $"><f>SUM(H{index + 1}:K{index + 1})</f><v>{4L * index}</v>")));
        var reserve = Row(1, [Text("Категория"), .. Enumerable.Range(2022, 4).Select(year => Number(year))])
            + string.Concat(new[] { "newInstallations", "unaccountedInstallations", "capacityIncrease",
                "administeredTransition",
                "auction" }.Select((name, index) => Row(index + 2, Text(name), Number(1), Number(1), Number(1),
                    Number(1))));
        var particulars = Row(1, Text("Номер приказа"), Text("1")) + Row(2, Text("Дата утверждения"),
            Text("2022-07-11"))
            + Row(3, Text("Дата вступления в силу"), Text("2022-07-25")) + Row(4, Text("Период"), Text("2022-2025"))
            + Row(5, Text("Общий объем"), Number(2L * rows * (rows + 1) + 20));
        var kinds = new[] { "worksheet", "worksheet", "worksheet", "sharedStrings", "styles" };
        var names = new[] { "sheet1.xml", "sheet2.xml", "sheet3.xml", "strings.xml", "styles.xml" };
        return Zip(
            ("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                + "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + string.Concat(kinds.Prepend("sheet.main").Zip(names.Prepend("workbook.xml"), (kind, name) =>
                    $"<Override PartName=\"/xl/{name}\" ContentType=\"application/"
                    + $"vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"))
                + "</Types>"),
            ("_rels/.rels",
                Relations($"<Relationship Id=\"r\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                + "<sheet name=\"План\" sheetId=\"1\" r:id=\"r0\"/><sheet name=\"Резерв\" sheetId=\"2\" r:id=\"r1\"/>"
                + "<sheet name=\"Реквизиты\" sheetId=\"3\" r:id=\"r2\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Relations(string.Concat(kinds.Zip(names).Select((part, index) =>
                $"<Relationship Id=\"r{index}\" Type=\"{Office}/{part.First}\" Target=\"{part.Second}\"/>")))),
            ("xl/sheet1.xml", Sheet(plan.ToString())), ("xl/sheet2.xml", Sheet(reserve)), ("xl/sheet3.xml",
                Sheet(particulars)),
            ("xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
                + "<cellXfs><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellXfs></styleSheet>"),
            ("xl/strings.xml", $"<sst xmlns=\"{Main}\">{strings}</sst>"));

        static string Relations(string content) =>
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"{content}</Relationships>";
        static string Sheet(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";
    }

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return file.ToArray();
    }
}

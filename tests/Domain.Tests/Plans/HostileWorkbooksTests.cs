using System.IO.Compression;
using System.Text;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>A file that is no workbook, or a hostile one, is refused by name before anything opens it.</summary>
public sealed class HostileWorkbooksTests
{
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private const string SheetStart =
        """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""";

    public static TheoryData<string, string, Func<byte[]>> Files => new()
    {
        { "empty", "notAWorkbook", () => [] },
        { "text", "notAWorkbook", () => "БИН;Код"u8.ToArray() },
        { "picture", "notAWorkbook", () => [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] },
        { "other archive", "notAWorkbook", () => RawBook.Zip([new("a.txt", [1])]) },
        { "Word document", "notAWorkbook", Word },
        { "old workbook", "workbookOldFormat", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1,
            .. new byte[600]] },
        { "encrypted workbook", "workbookEncrypted", () =>
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600],
                .. Encoding.Unicode.GetBytes("EncryptedPackage")] },
        { "encrypted entry", "workbookEncrypted", () => WithDirectoryByte(8, 1) },
        { "odd compression", "workbookDamaged", () => WithDirectoryByte(10, 12) },
        { "cut in half", "workbookTruncated", () => SmallPlan.Book().ToBytes()[..2000] },
        { "cut by one byte", "workbookTruncated", () => SmallPlan.Book().ToBytes()[..^1] },
        { "directory elsewhere", "workbookDamaged", () => WithEndByte(16, 7) },
        { "lying number of parts", "workbookDamaged", () => WithEndByte(10, 3) },
        { "many parts", "tooManyParts", () =>
            RawBook.Zip(Enumerable.Range(0, 2001).Select(n => KeyValuePair.Create($"{n}.bin", Array.Empty<byte>()))) },
        { "same part twice", "workbookDamaged", Twice },
        { "sheet missing", "workbookPartMissing", () => Without(Sheet) },
        { "strings missing", "workbookPartMissing", () => Without("xl/sharedStrings.xml") },
        { "list of sheets missing", "workbookPartMissing", () => Without("xl/_rels/workbook.xml.rels") },
        { "broken XML", "workbookDamaged", () => With(Sheet, SheetStart + "<row>") },
        { "DTD", "documentTypeInWorkbook", () => With(Sheet,
            "<!DOCTYPE x [<!ENTITY a \"b\">]>" + SheetStart + "</sheetData></worksheet>") },
        { "entities that multiply", "documentTypeInWorkbook", () => With("docProps/core.xml",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>") },
        { "external DTD", "documentTypeInWorkbook", () => With(Sheet,
            "<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\"><x/>") },
        { "external link", "externalLinks", () => With("xl/externalLinks/externalLink1.xml", "<externalLink/>") },
        { "external relation", "externalLinks", () => With("xl/_rels/workbook.xml.rels",
            """
            <Relationships>
            <Relationship Id="rId1" Type="x/oleObject" Target="file:///etc/passwd" TargetMode="External"/>
            </Relationships>
            """) },
        { "last cell of Excel", "tooManyRows", () =>
            Rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>") },
        { "last column of Excel", "tooManyColumns", () => Rows("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>") },
        { "column without end", "workbookDamaged", () => Rows("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>") },
        { "rows backwards", "workbookDamaged", () => Rows("<row r=\"2\"/><row r=\"1\"/>") },
        { "row of no number", "workbookDamaged", () => Rows("<row r=\"99999999999\"/>") },
        { "many rows", "tooManyRows", () => Rows(Repeat("<row/>", 200_001)) },
        { "many rows with a prefix", "tooManyRows", () => With(Sheet,
            "<x:worksheet xmlns:x=\"m\"><x:sheetData>" + Repeat("<x:row/>",
                200_001) + "</x:sheetData></x:worksheet>") },
        { "many cells in a row", "tooManyColumns", () => Rows("<row>" + Repeat("<c/>", 257) + "</row>") },
        { "many strings", "tooManyStrings", () => With("xl/sharedStrings.xml", "<sst>" + Repeat("<si/>",
            1_000_001) + "</sst>") },
        { "deep nesting", "workbookTooComplex", () => With("xl/styles.xml", Repeat("<a>", 100_000)) },
        { "many names", "workbookTooComplex", () => With("xl/styles.xml",
            "<a>" + string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<b{n}/>")) + "</a>") },
        { "many attributes", "workbookTooComplex", () => With("xl/styles.xml",
            "<a " + string.Concat(Enumerable.Range(0, 20_000).Select(n => $"b{n}=\">\" ")) + "/>") },
        { "long text", "workbookTooComplex", () => With("xl/styles.xml", "<a>" + new string('x', 300_000) + "</a>") },
        { "merged cells without end", "tooManyMergedCells", () => With(Sheet, SheetStart + "</sheetData><mergeCells>"
            + Repeat("<mergeCell ref=\"A1:XFD1048576\"/>", 10) + "</mergeCells></worksheet>") },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_HostileFile_IsRefusedByName(string kind, string code, Func<byte[]> file)
    {
        Assert.NotNull(kind);
        var bytes = file();

        var reading = PlanWorkbook.Read(bytes);

        Assert.Null(reading.Plan);
        Assert.Equal([code], reading.Issues.Select(issue => issue.Code));
        Assert.Null(MarkedCopy.Make(bytes, reading.Issues));
    }

    [Theory]
    [InlineData("xl/media/image1.png")]
    [InlineData("xl/worksheets/sheet9.xml")]
    [InlineData("nested.zip")]
    public void Read_Bomb_StopsInflatingAtTheLimit(string part)
    {
        // Two gibibytes of spaces, which deflate to two mebibytes.
        var bomb = Bomb(part, 2048);

        var reading = PlanWorkbook.Read(bomb);

        Assert.Contains(reading.Issues.Single().Code, new[] { "workbookTooLarge", "workbookTooComplex" });
        var budget = new UnpackedBudget();
        using var archive = new ZipArchive(new MemoryStream(bomb));
        using var stream = new GuardedStream(archive.GetEntry(part)!, budget, isXml: false);
        var buffer = new byte[65536];
        Assert.Throws<WorkbookRefusedException>(() =>
        {
            while (stream.Read(buffer) > 0)
            {
            }
        });
        Assert.InRange(budget.Spent, WorkbookLimits.UnpackedBytes, WorkbookLimits.UnpackedBytes + buffer.Length);
    }

    [Fact]
    public void Read_PartThatDeclaresASmallerSize_IsRefused()
    {
        var bomb = Bomb("xl/media/image1.png", 128);
        // .NET reads no more of a part than the directory declares.
        ForEachDirectoryHeader(bomb, at =>
        {
            if (BitConverter.ToUInt32(bomb, at + 24) > 1_000_000)
                BitConverter.TryWriteBytes(bomb.AsSpan(at + 24), 1000u);
        });

        Assert.Equal("workbookDamaged", PlanWorkbook.Read(bomb).Issues.Single().Code);
    }

    [Fact]
    public async Task ReadAsync_EndlessStream_IsReadNoFurtherThanTheLimit()
    {
        using var endless = new EndlessStream();

        var reading = await PlanWorkbook.ReadAsync(endless, CancellationToken.None);

        Assert.Equal("workbookTooLarge", reading.Issues.Single().Code);
        Assert.InRange(endless.Given, WorkbookLimits.FileBytes, WorkbookLimits.FileBytes + 100_000);
    }

    [Fact]
    public void Read_EveryShortenedSample_IsRefusedAndNeverThrows()
    {
        var sample = PlanWorkbookSampleTests.Sample;
        for (var length = 0; length < sample.Length; length += 97)
            Assert.Null(PlanWorkbook.Read(sample[..length]).Plan);
    }

    [Fact]
    public void Read_EverySampleWithADamagedByte_NeverThrows()
    {
        var sample = PlanWorkbookSampleTests.Sample;
        var random = new Random(20221107);
        for (var run = 0; run < 300; run++)
        {
            var copy = sample.ToArray();
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
            var reading = PlanWorkbook.Read(copy, CellReader.Streamed);
            // Dates and attributes of parts say nothing of the plan; any other change is noticed.
            Assert.Equal(reading.Plan is null, reading.Issues.Count > 0);
            Assert.Equal(692_000_000, reading.Plan?.Total ?? 692_000_000);
        }
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text,
        times).ToString();

    private static byte[] With(string part, string xml)
    {
        var book = SmallPlan.Book();
        book.ExtraParts[part] = RawBook.Utf8(xml);
        return book.ToBytes();
    }

    private static byte[] Rows(string rows) => With(Sheet, SheetStart + rows + "</sheetData></worksheet>");

    private static byte[] Without(string part)
    {
        using var file = new MemoryStream();
        file.Write(SmallPlan.Book().ToBytes());
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            archive.GetEntry(part)!.Delete();
        return file.ToArray();
    }

    private static byte[] Word() => RawBook.Zip(
    [
        new("[Content_Types].xml", "<Types/>"u8.ToArray()),
        new("_rels/.rels", RawBook.Utf8(
            """
            <Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>
            """)),
        new("word/document.xml", "<document/>"u8.ToArray()),
    ]);

    private static byte[] Twice() => RawBook.Zip([new("[Content_Types].xml", [1]), new("[Content_Types].xml", [1])]);

    private static byte[] WithDirectoryByte(int offset, byte value)
    {
        var file = SmallPlan.Book().ToBytes();
        ForEachDirectoryHeader(file, at => file[at + offset] = value);
        return file;
    }

    private static byte[] WithEndByte(int offset, byte value)
    {
        var file = SmallPlan.Book().ToBytes();
        file[file.Length - 22 + offset] = value;
        return file;
    }

    private static void ForEachDirectoryHeader(byte[] file, Action<int> act)
    {
        var at = BitConverter.ToInt32(file, file.Length - 6);
        while (BitConverter.ToUInt32(file, at) == 0x02014B50)
        {
            act(at);
            at += 46 + BitConverter.ToUInt16(file, at + 28) + BitConverter.ToUInt16(file, at + 30);
        }
    }

    private static byte[] Bomb(string part, int mebibytes)
    {
        using var file = new MemoryStream(SmallPlan.Book().ToBytes());
        using var bomb = new MemoryStream();
        using (var target = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var source = new ZipArchive(file);
            foreach (var entry in source.Entries)
            {
                using var from = entry.Open();
                using var to = target.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }
            using var stream = target.CreateEntry(part, CompressionLevel.Fastest).Open();
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)' ');
            for (var count = 0; count < mebibytes; count++)
                stream.Write(spaces);
        }
        return bomb.ToArray();
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.IO.Compression;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Files that are no plan.</summary>
internal static class BadWorkbooks
{
    private const int Mebibyte = 1024 * 1024;
    private const int UnpackedMebibytes = 160;

    public static byte[] Of(string file) => file switch
    {
        "text" => "no workbook at all"u8.ToArray(),
        "nothing" => [],
        "bomb" => Bomb(),
        "half" => Papers.Plan[..(Papers.Plan.Length / 2)],
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, null),
    };

    /// <summary>The sample plan with a worksheet that unpacks to far more than any plan needs.</summary>
    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        file.Write(Papers.Plan);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            var rows = Enumerable.Repeat("<row/>"u8.ToArray(), Mebibyte / 6).SelectMany(row => row).ToArray();
            for (var written = 0; written < UnpackedMebibytes; written++)
                sheet.Write(rows);
            sheet.Write("</sheetData></worksheet>"u8);
        }
        return file.ToArray();
    }
}

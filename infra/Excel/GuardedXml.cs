using System.IO.Compression;
using System.Xml;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>Opens parts of a workbook as XML: no DTD, no outside resource, no flood of names.</summary>
internal static class GuardedXml
{
    internal static XmlReader Open(ZipArchiveEntry entry, UnpackedBudget budget, bool checkCharacters = true)
    {
        var settings = new XmlReaderSettings
        {
            // The declaration is read so that it can be refused by name; its entities are never resolved.
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            CloseInput = true,
            CheckCharacters = checkCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new LimitedNames(entry.FullName),
        };
        return XmlReader.Create(new GuardedStream(entry, budget, isXml: true), settings);
    }

    /// <summary>Reads the next node; false at the end.</summary>
    internal static bool ReadNode(XmlReader xml, string part)
    {
        if (!xml.Read())
            return false;
        if (xml.NodeType == XmlNodeType.DocumentType)
            throw new WorkbookRefusedException(PlanIssues.Dtd(part));
        if (xml.Depth > WorkbookLimits.Depth)
            throw new WorkbookRefusedException(PlanIssues.TooComplex(part));
        return true;
    }

    private sealed class LimitedNames(string part) : NameTable
    {
        private int count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known)
                return known;
            Count();
            return base.Add(key, start, len);
        }

        public override string Add(string key)
        {
            if (Get(key) is { } known)
                return known;
            Count();
            return base.Add(key);
        }

        private void Count()
        {
            if (++count > WorkbookLimits.Names)
                throw new WorkbookRefusedException(PlanIssues.TooComplex(part));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Verifier;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// Entries verified a second, from the files of a published journal of a million transfers, beside the bare work that
/// no verifier can leave out: one SHA-256 and one reading of the JSON of each line, on all cores.
/// </summary>
internal static class VerifyBenchmark
{
    private const int Rounds = 3;
    private const int Transfers = 1_000_000;
    private const int EntriesOfADay = 250_000;
    private const long Units = 1_000_000_000;
    private static readonly PlanPeriod Period = new(2022, 2025);
    private static readonly DateTimeOffset Start = new(2022, 7, 27, 9, 0, 0, TimeSpan.FromHours(6));

    /// <summary>Measures and prints one line.</summary>
    /// <param name="folder">An empty folder, for about half a gigabyte.</param>
    public static void Run(string folder)
    {
        var size = Write(folder);
        var (rates, floors, costs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var proof = Verification.Run(new FolderSource(folder));
            var rate = proof.Entries / watch.Elapsed.TotalSeconds;
            var cost = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / proof.Entries;
            var floor = Floor(folder, size);
            // The first round warms up the compiler and the file cache.
            if (round == 0)
                continue;
            rates.Add(rate);
            floors.Add(floor);
            costs.Add(cost);
        }
        var ratios = rates.Zip(floors, (rate, floor) => rate / floor).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"verify, entries/s: {Say(rates)} of {size} entries "
            + $"(floor {Say(floors)}, {ratios[ratios.Count / 2]:0.00} of it), "
            + $"{costs.Order().ElementAt(costs.Count / 2):0.00} µs of processor time an entry"));
    }

    /// <summary>Publishes a journal into a folder, as the registry does it into its container.</summary>
    private static long Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "export"));
        var (state, tree, days) = (new LedgerState(), new MerkleFrontier(), new List<DayForm>());
        using var signer = HeadSigner.FromPem(HeadSigner.Draw())!;
        var entries = Post(state).GetEnumerator();
        var (date, more, last) = (DateOnly.FromDateTime(Start.DateTime), entries.MoveNext(), Start);
        for (; more; date = date.AddDays(1))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"export/{date:yyyy-MM-dd}.ndjson");
            var first = tree.Size;
            using (var file = File.Create(Path.Combine(folder, name), 1 << 20))
            {
                for (; more && DateOnly.FromDateTime(entries.Current.At.DateTime) == date; more = entries.MoveNext())
                {
                    var line = EntryForm.Write(entries.Current);
                    last = entries.Current.At;
                    tree.Append(MerkleTree.LeafHash(line));
                    file.Write(line);
                    file.WriteByte((byte)'\n');
                }
            }
            days.Add(new DayForm(
                name, date, false, first, tree.Size - 1, tree.Size - first, HashOf(Path.Combine(folder, name))));
        }
        Save(folder, "export/totals.json", TotalsForm.Of(state));
        Save(folder, "export/dictionary.md", "");
        Save(folder, JournalPublication.ManifestName, new ManifestForm(
            1,
            HeadForm.Of(signer.Sign(tree.Size, tree.Root(), last)),
            [KeyForm.Of(new HeadKey(signer.PublicKey, 0, null))],
            days,
            FileOf(folder, "export/totals.json"),
            FileOf(folder, "export/dictionary.md")));
        return tree.Size;
    }

    private static IEnumerable<Entry> Post(LedgerState state)
    {
        var issuance = new AccountReference.ByKind(AccountKind.Issuance, Period);
        var line = new IssueLine(Units, new UnitAttributes(2022, "KZ-0001", null, false));
        IEnumerable<Instruction> instructions =
        [
            Of(0, "open", new Act.OpenAccounts(
            [
                new AccountToOpen(AccountKind.Issuance, null, null, Period),
                .. Enumerable.Range(1, 100).Select(number => new AccountToOpen(
                    AccountKind.Installation, "970140000112", CodeOf(number), null)),
            ])),
            Of(1, "issue", new Act.Issue(MoveCode.T01, issuance, new UnitSeries(UnitKind.Quota, 2022, 2025), [line])
            {
                SeriesLimit = Units,
            }),
            Of(2, "allocate", new Act.MoveUnits(
                MoveCode.T05, issuance, Installation(1), new Selection.Line("KZ-0001", Units))),
            .. Enumerable.Range(0, Transfers).Select(number => Of(3 + number, "trade", new Act.MoveUnits(
                MoveCode.T27,
                Installation(1),
                Installation(2 + (number % 99)),
                new Selection.Quantity(UnitKind.Quota, 10)))),
        ];
        foreach (var instruction in instructions)
        {
            if (LedgerDecision.Decide(state, instruction) is not Decision.Posted posted)
                throw new InvalidOperationException($"{instruction.Id} was not posted.");
            foreach (var entry in posted.Entries)
            {
                state.Apply(entry);
                yield return entry;
            }
        }
    }

    /// <summary>Hashes and reads every line, and nothing more.</summary>
    private static double Floor(string folder, long size)
    {
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(Directory.EnumerateFiles(Path.Combine(folder, "export"), "*.ndjson"), file =>
        {
            ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
            Span<byte> hash = stackalloc byte[MerkleTree.HashLength];
            while (!rest.IsEmpty)
            {
                var line = rest[..rest.IndexOf((byte)'\n')];
                rest = rest[(line.Length + 1)..];
                SHA256.HashData(line, hash);
                var reader = new Utf8JsonReader(line);
                while (reader.Read())
                {
                    // The tokens themselves are the work.
                }
            }
        });
        return size / watch.Elapsed.TotalSeconds;
    }

    private static Instruction Of(int number, string act, Act what)
    {
        var procedure = string.Create(CultureInfo.InvariantCulture, $"ownTransfer.970140000112.2022.{number}");
        return new Instruction(
            $"{procedure}/{act}",
            procedure,
            new Basis(new BasisDocument("17", new string('a', 64)), "Code 289(7)", "2021-07-01"),
            Start.AddDays(number / EntriesOfADay),
            ["registrar-1", "registrar-2"],
            what);
    }

    private static AccountReference.ByInstallation Installation(int number) => new(CodeOf(number));

    private static string CodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"KZ-{number:0000}");

    private static void Save<T>(string folder, string name, T form) => File.WriteAllBytes(
        Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(form, StorageJson.Options));

    private static FileForm FileOf(string folder, string name) => new(name, HashOf(Path.Combine(folder, name)));

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string Say(List<double> rates) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rates.Order().ElementAt(rates.Count / 2):0} [{rates.Min():0}–{rates.Max():0}]");
}

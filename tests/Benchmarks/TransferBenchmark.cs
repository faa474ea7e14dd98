using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// Transfers committed a second, beside bare transactions of a page and a head of the same bytes on the same storage.
/// The two take turns within a round, so that both meet the same machine.
/// </summary>
internal static class TransferBenchmark
{
    private const int Rounds = 3;
    private const int Callers = 100;
    private const long Units = 1_000_000_000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly PlanPeriod Period = new(2022, 2025);
    private static readonly Instruction[] SetUp = Opening();
    private static int transfers;

    /// <summary>Measures and prints one line.</summary>
    /// <param name="connectionString">A storage account, best an emulator on an empty folder.</param>
    public static async Task RunAsync(string connectionString)
    {
        var (single, singleFloor) = (new List<double>(), new List<double>());
        var (group, groupFloor) = (new List<double>(), new List<double>());
        var latencies = new List<double>();
        var pageSize = 0.0;
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await LedgerAsync(connectionString, 1, []);
            var oneFloor = await FloorAsync(connectionString, one);
            var many = await LedgerAsync(connectionString, Callers, latencies);
            var manyFloor = await FloorAsync(connectionString, many);
            // The first round warms up the compiler and the emulator.
            if (round == 0)
            {
                latencies.Clear();
                continue;
            }
            single.Add(one.Rate);
            singleFloor.Add(oneFloor);
            group.Add(many.Rate);
            groupFloor.Add(manyFloor);
            pageSize = many.EntriesOfAPage;
        }
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"transfers/s: one at a time {Say(single)} "
            + $"(floor {Say(singleFloor)}, {Ratio(single, singleFloor):0.00} of it); "
            + $"{Callers} callers {Say(group)} (floor {Say(groupFloor)}, {Ratio(group, groupFloor):0.00} of it), "
            + $"{pageSize:0} a page, p50 {latencies[latencies.Count / 2]:0.0} ms, "
            + $"p99 {latencies[latencies.Count * 99 / 100]:0.0} ms"));
    }

    /// <summary>The same callers on one, two, four and eight ledgers over one journal, as on as many workers.</summary>
    public static async Task WorkersAsync(string connectionString)
    {
        var line = new List<string>();
        foreach (var workers in (int[])[1, 2, 4, 8])
        {
            var figures = new Figures();
            for (var round = 0; round <= Rounds; round++)
            {
                var rate = await WorkersAsync(connectionString, workers);
                // The first round warms up.
                if (round > 0)
                    figures.Add(rate);
            }
            line.Add(string.Create(CultureInfo.InvariantCulture, $"{workers}: {figures}/s"));
        }
        Console.WriteLine($"transfers of {Callers} callers by workers on one journal: {string.Join(", ", line)}");
    }

    private static async Task<double> WorkersAsync(string connectionString, int workers)
    {
        var table = new TableClient(connectionString, NewName());
        var ledgers = Enumerable.Range(0, workers)
            .Select(_ => new RegistryLedger(new JournalStore(table))).ToArray();
        foreach (var ledger in ledgers)
            await ledger.StartAsync();
        await ledgers[0].PostAsync(SetUp);
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(
            Enumerable.Range(0, Callers).Select(caller => CallAsync(ledgers[caller % workers], watch)));
        var seconds = watch.Elapsed.TotalSeconds;
        var posted = all.Sum(own => own.Count);
        foreach (var ledger in ledgers)
        {
            await ledger.RefreshAsync();
            if (ledger.Frozen is not null || ledger.Head.Size != posted + 5)
                throw new InvalidOperationException($"A worker has another journal: {ledger.Frozen}");
            await ledger.DisposeAsync();
        }
        await table.DeleteAsync();
        return posted / seconds;
    }

    private static async Task<Turnout> LedgerAsync(string connectionString, int callers, List<double> latencies)
    {
        var table = new TableClient(connectionString, NewName());
        await using var ledger = new RegistryLedger(new JournalStore(table));
        await ledger.StartAsync();
        await ledger.PostAsync(SetUp);
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(ledger, watch)));
        var seconds = watch.Elapsed.TotalSeconds;
        latencies.AddRange(all.SelectMany(own => own));
        var head = await new JournalStore(table).LoadHeadAsync();
        var count = all.Sum(own => own.Count);
        var entry = ledger.EntryBytes(ledger.Head.Size - 1).ToArray();
        await table.DeleteAsync();
        return new Turnout(count / seconds, count / (double)(head!.Pages - 1), entry);
    }

    private static async Task<List<double>> CallAsync(RegistryLedger ledger, Stopwatch watch)
    {
        var latencies = new List<double>();
        await Task.Yield();
        while (watch.Elapsed < Turn)
        {
            var start = watch.Elapsed;
            var result = await ledger.PostAsync([Transfer(Interlocked.Increment(ref transfers))]);
            if (result is not PostingResult.Posted)
                throw new InvalidOperationException($"A transfer was not posted: {result}");
            latencies.Add((watch.Elapsed - start).TotalMilliseconds);
        }
        return latencies;
    }

    /// <summary>Transactions of the same rows with the same bytes, without a ledger.</summary>
    private static async Task<double> FloorAsync(string connectionString, Turnout turnout)
    {
        var table = new TableClient(connectionString, NewName());
        await table.CreateAsync();
        var entries = Math.Max(1, (int)Math.Round(turnout.EntriesOfAPage));
        var data = JournalPage.Join([.. Enumerable.Repeat(turnout.Entry, entries)]);
        var head = Head(0);
        await table.AddEntityAsync(head);
        var tag = (await table.GetEntityAsync<TableEntity>("KZ", "head")).Value.ETag;
        var (watch, pages) = (Stopwatch.StartNew(), 0);
        while (watch.Elapsed < Turn)
        {
            var answer = await table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, Page(pages, entries, data)),
                new TableTransactionAction(TableTransactionActionType.UpdateReplace, Head(pages), tag),
            ]);
            tag = answer.Value[1].Headers.ETag ?? default(ETag);
            pages++;
        }
        var rate = pages * entries / watch.Elapsed.TotalSeconds;
        await table.DeleteAsync();
        return rate;
    }

    private static TableEntity Page(int number, int entries, byte[] data)
    {
        var row = new TableEntity("KZ", JournalPage.RowKeyOf(number))
        {
            ["first"] = (long)number * entries,
            ["count"] = entries,
            ["commit"] = "00112233445566778899aabbccddeeff",
            ["previousRoot"] = new byte[MerkleTree.HashLength],
            ["root"] = new byte[MerkleTree.HashLength],
        };
        for (var start = 0; start < data.Length; start += JournalLimits.PropertyBytes)
            row[$"d{start / JournalLimits.PropertyBytes}"] =
                data.AsSpan(start, Math.Min(JournalLimits.PropertyBytes, data.Length - start)).ToArray();
        return row;
    }

    private static TableEntity Head(int pages) => new("KZ", JournalHead.RowKey)
    {
        ["size"] = (long)pages,
        ["root"] = new byte[MerkleTree.HashLength],
        ["frontier"] = new byte[sizeof(long) + (7 * MerkleTree.HashLength)],
        ["pages"] = (long)pages,
        ["at"] = "2022-07-27T17:00:00.000+06:00",
        ["commit"] = "00112233445566778899aabbccddeeff",
    };

    private static Instruction[] Opening()
    {
        var issuance = new AccountReference.ByKind(AccountKind.Issuance, Period);
        var line = new IssueLine(Units, new UnitAttributes(2022, "KZ-0001", null, false));
        return
        [
            Of("plan/open", new Act.OpenAccounts(
            [
                new AccountToOpen(AccountKind.Issuance, null, null, Period),
                new AccountToOpen(AccountKind.Installation, "970140000112", "KZ-0001", null),
                new AccountToOpen(AccountKind.Installation, "970140000112", "KZ-0002", null),
            ])),
            Of("plan/issue", new Act.Issue(MoveCode.T01, issuance, new UnitSeries(UnitKind.Quota, 2022, 2025), [line])
            {
                SeriesLimit = Units,
            }),
            Of("plan/allocate", new Act.MoveUnits(
                MoveCode.T05,
                issuance,
                new AccountReference.ByInstallation("KZ-0001"),
                new Selection.Line("KZ-0001", Units))),
        ];
    }

    private static Instruction Transfer(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"ownTransfer.970140000112.2022.{number}");
        return Of(id + "/trade", new Act.MoveUnits(
            MoveCode.T27,
            new AccountReference.ByInstallation("KZ-0001"),
            new AccountReference.ByInstallation("KZ-0002"),
            new Selection.Quantity(UnitKind.Quota, 10)));
    }

    private static Instruction Of(string id, Act act) => new(
        id,
        id.Split('/')[0],
        new Basis(new BasisDocument("17", new string('a', 64)), "Code 289(7)", "2021-07-01"),
        new DateTimeOffset(2022, 7, 27, 17, 0, 0, TimeSpan.FromHours(6)),
        ["registrar-1", "registrar-2"],
        act);

    private static string NewName() => "bench" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    // Each round is set against its own floor: what else the machine does changes from round to round.
    private static double Ratio(List<double> rates, List<double> floors) =>
        Median([.. rates.Zip(floors, (rate, floor) => rate / floor)]);

    private static string Say(List<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rates):0} [{rates.Min():0}–{rates.Max():0}]");

    private sealed record Turnout(double Rate, double EntriesOfAPage, byte[] Entry);
}

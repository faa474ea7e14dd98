using System.Text.RegularExpressions;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>
/// Who searches a paragraph of Order 251, or one of Order 221 on auctions, finds its place in the law, its decision or
/// move, its case and its test; who searches a refusal finds a test that provokes it.
/// </summary>
public sealed partial class LawIndexTests
{
    private const string Law = "law";
    private const string Move = "decision or move";
    private const string Case = "case";
    private const string Test = "end-to-end test";

    /// <summary>Paragraphs that ask something of software; the others name the law and the terms.</summary>
    private static readonly int[] Paragraphs = [4, 6, .. Enumerable.Range(9, 22)];

    /// <summary>Where a paragraph is not to be found, and why.</summary>
    private static readonly Dictionary<(int Paragraph, string Place), string> Exceptions = new()
    {
        [(6, Move)] = "a period is formed by its plan, whose decision cites ¶12",
        [(9, Case)] = "numbers are given in every issue and have no document of their own",
        [(9, Test)] = "numbers are given in every issue, whose tests cite ¶12 and ¶26",
        [(10, Move)] = "what a number says is a form, found in the units",
        [(10, Case)] = "what a number says has no document of its own",
        [(10, Test)] = "what a number says is seen in every entry, whose tests cite ¶12 and ¶26",
        [(11, Move)] = "the kinds of account are a list, found in the accounts",
        [(11, Case)] = "the kinds of account have no document of their own",
        [(11, Test)] = "accounts are opened by ¶12, ¶14, ¶17 and ¶25, whose tests cite those",
        [(12, Case)] = "a plan is a workbook and has no case; its steps are PlanIntake and PutPlanIntoForce",
    };

    /// <summary>Refusals that no document can provoke through a door, and why; the ledger's own tests do.</summary>
    private static readonly Dictionary<RefusalCode, string> OnlyInTheLedger = new()
    {
        [RefusalCode.MalformedDocument] = "the door names the fault itself, such as missingField",
        [RefusalCode.NotSupported] = "only kinds that are not built are refused so",
        [RefusalCode.SignatureNotValid] = "the codes 130 to 136 tell the cases apart",
        [RefusalCode.QuantityNotPositive] = "the reader refuses such numbers by their field",
        [RefusalCode.PlanExceeded] = "a plan's sums are checked before it is let in",
        [RefusalCode.AlreadyIssued] = "the period of a plan is taken before its units are issued",
        [RefusalCode.NotForSale] = "no document bars units from sale yet",
        [RefusalCode.UnitsToReturn] = "no document bars units from sale yet",
        [RefusalCode.AmendmentLeavesOutAccount] = "wants a whole workbook that leaves an installation out",
        [RefusalCode.CorrectionMismatch] = "the entry is read from the journal itself",
        [RefusalCode.TermNotOver] = "the registry writes such documents itself, when the term is over",
    };

    [Fact]
    public void Paragraphs_All_AreFoundInLawMoveCaseAndTest()
    {
        var places = new Dictionary<string, string>
        {
            [Law] = TextOf("domain/Law/"),
            [Move] = TextOf("domain/Procedures/", "domain/Ledger/MoveMatrix.cs"),
            [Case] = TextOf("functions/Procedures/Cases/", "functions/Timers/"),
            [Test] = TextOf("tests/Integration.Tests/EndToEnd/"),
        };
        var missing =
            from paragraph in Paragraphs
            from place in places
            where !Exceptions.ContainsKey((paragraph, place.Key))
                && !Regex.IsMatch(place.Value, $@"(¶|Paragraph){paragraph}(?!\d)")
            select $"¶{paragraph} has no {place.Key}.";

        Assert.Empty(missing);
    }

    /// <summary>Order 221 has paragraphs of the same numbers; its own are searched with its name.</summary>
    [Fact]
    public void Paragraphs_OfAuctionsInOrder221_AreFoundInLawMoveCaseAndTest()
    {
        var places = new Dictionary<string, string>
        {
            [Law] = WholeTextOf("domain/Law/"),
            [Move] = WholeTextOf("domain/Procedures/"),
            [Case] = WholeTextOf("functions/Procedures/Cases/"),
            [Test] = WholeTextOf("tests/Integration.Tests/EndToEnd/"),
        };
        var missing =
            from paragraph in Enumerable.Range(17, 10)
            from place in places
            where !Regex.IsMatch(place.Value, $@"Order 221 ¶{paragraph}(?!\d)")
            select $"Order 221 ¶{paragraph} has no {place.Key}.";

        Assert.Empty(missing);
    }

    [Fact]
    public void Refusals_All_AreProvokedByATest()
    {
        var doors = TextOf("tests/Integration.Tests/EndToEnd/");
        var pure = TextOf("tests/Domain.Tests/", "tests/Integration.Tests/");
        var missing = Enum.GetValues<RefusalCode>()
            .Where(code => code != RefusalCode.SignatureNotValid)
            .Where(code => !IsNamed(code, OnlyInTheLedger.ContainsKey(code) ? pure : doors));

        Assert.Empty(missing);
    }

    private static bool IsNamed(RefusalCode code, string tests) =>
        Regex.IsMatch(tests, $@"\b({code}|{RefusalNames.Of(code)})\b");

    /// <summary>The sources below the paths, without this file and without other acts' paragraphs.</summary>
    private static string TextOf(params string[] paths) => OtherActs().Replace(WholeTextOf(paths), "");

    private static string WholeTextOf(params string[] paths) => string.Join('\n', RepositoryFiles.Sources()
        .Where(file => paths.Any(path => file.StartsWith(path, StringComparison.Ordinal))
            && !file.EndsWith($"/{nameof(LawIndexTests)}.cs", StringComparison.Ordinal))
        .Select(RepositoryFiles.Read));

    [GeneratedRegex(@"Order 221 ¶?[0-9]+((,| to| and)? ¶?[0-9]+)*")]
    private static partial Regex OtherActs();
}

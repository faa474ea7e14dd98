namespace CarbonRegistry.Functions.Status;

/// <summary>The look of the status page. Without it the page says the same in the same order.</summary>
internal static class StatusStyle
{
    /// <summary>The sheet; every pair of text and ground has a contrast of at least 4.5 to 1.</summary>
    public const string Sheet = """
        :root { color-scheme: light; }
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto;
               max-width: 90rem; padding: 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
        a { color: #0b4f9e; } a:focus, input:focus, select:focus, button:focus { outline: 3px solid #b35900; }
        nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
        caption { text-align: start; font-weight: bold; padding: .25rem 0; }
        th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top;
                 overflow-wrap: anywhere; }
        thead th { background: #eef2f6; }
        td.number { text-align: end; font-variant-numeric: tabular-nums; }
        dt { font-weight: bold; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
        form p { display: inline-block; margin: 0 1rem .5rem 0; }
        .overdue { color: #a10000; font-weight: bold; } .today { color: #8a4600; font-weight: bold; }
        .week { color: #5c5400; } .later { color: #1d5e20; } .undated, .ended { color: #4a4a4a; }
        """;
}

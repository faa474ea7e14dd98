using System.Globalization;
using CarbonRegistry.Verifier;

// Proves a published journal from its files alone: needs no storage, no secret and no code of the registry.
if (args is not [var place, .. var options] || options.Length % 2 != 0)
    return Usage();
string? since = null, key = null;
for (var i = 0; i < options.Length; i += 2)
{
    switch (options[i])
    {
        case "--since":
            since = options[i + 1];
            break;
        case "--key":
            key = options[i + 1];
            break;
        default:
            return Usage();
    }
}

try
{
    var kept = since is null ? null : Manifest.Read<Head>(since, await File.ReadAllBytesAsync(since));
    var isAddress = Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
    using var web = isAddress ? new WebSource(address!) : null;
    var proof = Verification.Run(web is null ? new FolderSource(place) : web, kept, key);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{proof.Entries} entries, root {proof.Root}, {proof.Heads} signed head(s): all hold."));
    foreach (var row in proof.Totals.Items)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row.UnitKind} {row.Period}: issued {row.Issued}, held {row.Held}, surrendered {row.Surrendered}, "
            + $"cancelled {row.Cancelled}, withdrawn {row.Withdrawn}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"The balances of {proof.Totals.Accounts.Count} accounts are those that the registry states."));
    return 0;
}
catch (UnprovedException unproved)
{
    await Console.Error.WriteLineAsync(unproved.Message);
    return 1;
}
catch (Exception unreachable) when (unreachable is IOException or HttpRequestException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(unreachable.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine(
        "Say where the journal is: a folder, or an address such as http://localhost:7071/api/journal/files."
        + " Options: --since head.json (a head kept earlier), --key ID (a key known from elsewhere).");
    return 1;
}

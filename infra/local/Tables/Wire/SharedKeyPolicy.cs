// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Signs each try of a request with Shared Key Lite.
/// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
/// </summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        // The path of an emulator begins with the account, so its resource names the account twice, as it should.
        var resource = $"/{credential.AccountName}{message.Request.Uri.ToUri().AbsolutePath}";
        var signature = credential.Sign($"{date}\n{resource}");
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }
}

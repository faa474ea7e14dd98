using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Access;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Signatures;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Access;

/// <summary>
/// How a company comes to use the registry (presentation of the registry of 2012): it registers itself, a registrar
/// confirms or declines, and whoever brings the one-time key acts for the company from then on.
/// </summary>
public sealed class RegistrationDoors(
    UserStore users, RegistrySettings settings, SignatureGate signatures, DocumentArchive archive, TimeProvider time)
{
    private const int DefaultTake = 100;
    private const int MaximumTake = 1000;
    private const int IdLength = 20;

    /// <summary>Anybody may register, so what waits is bounded: so many of one company, and so many in all.</summary>
    private const int PendingOfCompany = 5;

    private const int PendingInAll = 1000;

    /// <summary>A company registers itself. The same content twice is one registration.</summary>
    [Function("PostRegistration")]
    public async Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "registrations")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = await Bodies.ReadAsync(request.Body, RegistrationReader.MaximumBytes + 1, cancellation);
        if (body.Length > RegistrationReader.MaximumBytes)
            return Answers.Issues(request, [AccessTexts.TooLarge()]);
        var reading = RegistrationReader.Read(body);
        if (reading.Registration is not { } registration)
            return Answers.Issues(request, reading.Issues);
        if (registration.Role == RegisteredRole.Delegate && !settings.AdmitsDelegates)
            return Answers.Issues(request, [AccessTexts.DelegatesNotAdmitted()]);
        var id = reading.Sha256![..IdLength];
        if (await users.FindRegistrationAsync(id, cancellation) is { } known)
            return Accepted(request, known, created: false);
        var (all, own) = await users.PendingAsync(registration.Company.Id.Text, cancellation);
        if (all >= PendingInAll || own >= PendingOfCompany)
        {
            return Answers.Problem(
                request, StatusCodes.Status429TooManyRequests, "tooManyRegistrations", AccessTexts.TooMany);
        }
        var signature = SignatureGate.Of(request);
        var result = await JudgeAsync(body, signature, registration, cancellation);
        if (result is not null && SignatureRefusals.IssueOf(result) is { } issue)
            return Answers.Issues(request, [issue]);
        var signed = RecordOf(id, registration) with
        {
            DocumentSha256 = result is null ? null : await archive.PutAsync(body, cancellation),
            SignedBy = await signatures.KeepAsync(result, signature, cancellation),
        };
        var (record, created) = await users.CreateAsync(signed, cancellation);
        return Accepted(request, record, created);
    }

    /// <summary>The queue: everything, or <c>?status=pending</c>.</summary>
    [Function("GetRegistrations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "registrations")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (Refusal(request, Role.Registrar, Role.Admin, Role.Auditor) is { } refusal)
            return refusal;
        if (!Paging.TryTake(request, DefaultTake, MaximumTake, out var take))
            return Answers.BadParameter(request, "take");
        if (!ContinuationToken.TryRead(request.Query["continue"], out var token))
            return Answers.BadParameter(request, "continue");
        string? text = request.Query["status"];
        RegistrationStatus? status = null;
        if (!string.IsNullOrEmpty(text))
        {
            if (!text.All(char.IsAsciiLetter) || !Enum.TryParse<RegistrationStatus>(text, true, out var wanted))
                return Answers.BadParameter(request, "status");
            status = wanted;
        }
        var (items, next) = await users.RegistrationsAsync(status, take, token, cancellation);
        return Answers.Ok(new { Items = items.Select(View), Continue = ContinuationToken.Write(next) });
    }

    /// <summary>One registration.</summary>
    [Function("GetRegistration")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "registrations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Refusal(request, Role.Registrar, Role.Admin, Role.Auditor) is { } refusal)
            return refusal;
        return await FindAsync(id, cancellation) is { } record
            ? Answers.Ok(View(record))
            : Answers.NotFound(request);
    }

    /// <summary>
    /// A registrar or the administrator confirms, or declines with a reason. A key is shown this once.
    /// </summary>
    [Function("PostRegistrationDecision")]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "registrations/{id}/decisions")]
        HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Refusal(request, Role.Registrar, Role.Admin) is { } refusal)
            return refusal;
        if (await FindAsync(id, cancellation) is null)
            return Answers.NotFound(request);
        var fields = await RequestFields.ReadAsync(request, cancellation);
        var (decision, reason) = (fields.GetValueOrDefault("decision"), fields.GetValueOrDefault("reason"));
        if (decision is not ("confirm" or "decline"))
            return Answers.Issues(request, [AccessTexts.NotADecision()]);
        if (decision == "decline" && reason is null)
            return Answers.Issues(request, [AccessTexts.ReasonMissing()]);
        var key = decision == "confirm" ? RegistrationKeys.Draw() : null;
        var (now, who, taken) = (time.GetUtcNow(), Caller.Of(request)!.Id, false);
        var record = await users.ChangeRegistrationAsync(id, known =>
        {
            taken = known.Status == RegistrationStatus.Pending;
            return taken ? Decided(known, key, reason, who, now) : known;
        }, cancellation);
        return taken
            ? Answers.Ok(WithKey(record, key))
            : Conflict(request, "decidedAlready", AccessTexts.DecidedAlready);
    }

    /// <summary>A new key in place of one that was lost or has expired; the earlier one no longer works.</summary>
    [Function("PostRegistrationKey")]
    public async Task<IResult> DrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "registrations/{id}/keys")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Refusal(request, Role.Registrar, Role.Admin) is { } refusal)
            return refusal;
        if (await FindAsync(id, cancellation) is null)
            return Answers.NotFound(request);
        var (key, now, taken) = (RegistrationKeys.Draw(), time.GetUtcNow(), false);
        var record = await users.ChangeRegistrationAsync(id, known =>
        {
            taken = known.Status == RegistrationStatus.Confirmed;
            return taken ? RegistrationKeys.WithKey(known, key, now) : known;
        }, cancellation);
        return taken
            ? Answers.Ok(WithKey(record, key))
            : Conflict(request, "notConfirmed", AccessTexts.NotConfirmed);
    }

    /// <summary>Binds the caller's identity to the company. The same caller may come again with the same key.</summary>
    [Function("PostEnrolment")]
    public async Task<IResult> EnrolAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "registrations/{id}/enrolment")]
        HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (Caller.Of(request) is not { } caller)
            return Answers.SignInFirst(request);
        // Whoever holds an office in the registry holds no units in it.
        if (caller.HasOffice)
            return Answers.Forbidden(request);
        if (await FindAsync(id, cancellation) is not { } found)
            return Answers.NotFound(request);
        if ((await RequestFields.ReadAsync(request, cancellation)).GetValueOrDefault("key") is not { } key)
            return Answers.Issues(request, [AccessTexts.KeyMissing()]);
        if (caller.Party is { } party && party != found.Bin)
            return Conflict(request, "otherCompany", AccessTexts.OtherCompany);
        var now = time.GetUtcNow();
        var record = await users.ChangeRegistrationAsync(
            id, known => MayUse(known, key, now) ? Used(known, caller.Id, now) : known, cancellation);
        if (!RegistrationKeys.IsKeyOf(record, key) || record.Status == RegistrationStatus.Confirmed)
            return Answers.Problem(
                request, StatusCodes.Status403Forbidden, "keyNotValid", AccessTexts.KeyNotValid);
        if (record.Status != RegistrationStatus.Enrolled || record.EnrolledAs != caller.Id)
            return Conflict(request, "notConfirmed", AccessTexts.NotConfirmed);
        await users.ChangeUserAsync(caller.Id, user => Bound(user, record, now), cancellation);
        return Answers.Ok(new { record.Bin, record.Name, Role = record.Role, Registration = record.Id });
    }

    /// <summary>
    /// An application may be signed where there is an authority to trust, and must be where the settings ask for it.
    /// </summary>
    private async Task<SignatureResult?> JudgeAsync(
        ReadOnlyMemory<byte> body,
        byte[]? signature,
        Registration registration,
        CancellationToken cancellation) =>
        signatures.Asks || (signature is not null && signatures.CanJudge)
            ? await signatures.JudgeAsync(body, signature, registration.Company.Id, time.GetUtcNow(), cancellation)
            : null;

    private static bool MayUse(RegistrationRecord record, string key, DateTimeOffset now) =>
        record.Status == RegistrationStatus.Confirmed && record.KeyExpires > now
        && RegistrationKeys.IsKeyOf(record, key);

    private static RegistrationRecord Used(RegistrationRecord record, string user, DateTimeOffset now) =>
        record with { Status = RegistrationStatus.Enrolled, EnrolledAs = user, EnrolledAt = now };

    private static UserRecord Bound(UserRecord user, RegistrationRecord record, DateTimeOffset now) =>
        user.Registration == record.Id
            ? user
            : user with
            {
                Bin = record.Bin,
                Role = record.Role,
                Registration = record.Id,
                History = [.. user.History, new UserEvent(now, "enrolled", user.Id, null)],
            };

    private static RegistrationRecord Decided(
        RegistrationRecord record, string? key, string? reason, string who, DateTimeOffset now)
    {
        var decided = record with { DecidedBy = who, DecidedAt = now, Reason = reason };
        return key is null
            ? decided with { Status = RegistrationStatus.Declined }
            : RegistrationKeys.WithKey(decided with { Status = RegistrationStatus.Confirmed }, key, now);
    }

    private RegistrationRecord RecordOf(string id, Registration registration) => new()
    {
        Id = id,
        Bin = registration.Company.Id.Text,
        Name = registration.Company.Name,
        Contact = registration.Contact,
        Role = registration.Role,
        Text = registration.Text,
        At = time.GetUtcNow(),
    };

    /// <summary>An id from outside becomes a storage key only when it has an id's form.</summary>
    private async Task<RegistrationRecord?> FindAsync(string id, CancellationToken cancellation) =>
        id.Length == IdLength && id.All(char.IsAsciiHexDigitLower)
            ? await users.FindRegistrationAsync(id, cancellation)
            : null;

    private static IResult? Refusal(HttpRequest request, params ReadOnlySpan<Role> roles) => Caller.Of(request) switch
    {
        null => Answers.SignInFirst(request),
        // An auditor writes nothing, whatever other role the user was given by mistake.
        { } caller when !caller.IsAny(roles) || (caller.Is(Role.Auditor) && !roles.Contains(Role.Auditor)) =>
            Answers.Forbidden(request),
        _ => null,
    };

    private static IResult Conflict(HttpRequest request, string code, Domain.Law.LocalizedText text) =>
        Answers.Problem(request, StatusCodes.Status409Conflict, code, text);

    /// <summary>The applicant learns that the registration is in, and nothing of who looks at it.</summary>
    private static IResult Accepted(HttpRequest request, RegistrationRecord record, bool created)
    {
        var body = new { record.Id, Status = created ? "accepted" : "alreadyReceived" };
        var status = created ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return Results.Json(body, StorageJson.Options, statusCode: status);
    }

    private static object WithKey(RegistrationRecord record, string? key) =>
        new { Registration = View(record), Key = key, KeyExpires = Local(record.KeyExpires) };

    private static object View(RegistrationRecord record) => new
    {
        record.Id,
        Company = new { record.Bin, record.Name },
        record.Contact,
        record.Role,
        record.Text,
        // Whoever sees a registration at all is staff of the registry.
        SignedBy = SignerView.Of(record.SignedBy, named: true),
        Links = record.SignedBy is not { } signed ? null : new
        {
            Document = $"{StorageNames.Archive}/{record.DocumentSha256}",
            Signature = $"{StorageNames.Archive}/{signed.Sha256}",
        },
        At = Local(record.At),
        record.Status,
        record.DecidedBy,
        DecidedAt = Local(record.DecidedAt),
        record.Reason,
        record.EnrolledAs,
        EnrolledAt = Local(record.EnrolledAt),
    };

    private static DateTimeOffset? Local(DateTimeOffset? at) => at is { } moment ? KazakhstanTime.Local(moment) : null;
}

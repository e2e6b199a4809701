using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Platform.Kernel;

namespace Serverless.Local.Demo.Retirement;

/// <summary>The teacher's side of a retirement: what she claims, sends, reads and corrects.</summary>
internal sealed class RetirementClaim(DemoSession demo, MemberPhone phone)
{
    internal const string Claims = "/api/v1/benefits/claims";

    /// <summary>Sound by its check digits, and closed at the bank.</summary>
    private const string ClosedCci = "00219100123499999950";
    private const string MistypedCci = "00219100123499999951";
    private const string GoodCci = "00219100123456789053";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>A month ago; of her resolution and of her last day alike.</summary>
    private readonly string _ceasedOn = LimaTime.Today(TimeProvider.System).AddMonths(-1).ToString("O", CultureInfo.InvariantCulture);
    private readonly List<string> _read = [];
    private HashSet<string> _texts = [];
    private int _paidBefore;

    internal string Id { get; private set; } = "";

    internal async Task<string> MistypeAsync() =>
        (await AskAsync(MistypedCci, null, null)).ExpectRefusal("platform.cci-check-mismatch").Seen;

    internal async Task<string> RegisterAsync()
    {
        _paidBefore = (await BookingsAsync("paid")).Count;
        var (challenge, code) = await CodeAsync("benefits.register-claim", [phone.MemberId, "retirement", _ceasedOn, ClosedCci, "0"]);
        var registered = (await AskAsync(ClosedCci, challenge, code)).Expect(201);
        Id = registered.Text("id");
        return $"solicitud {registered.Text("statusText")}";
    }

    internal async Task<string> SubmitAsync()
    {
        await UploadAsync("dni");
        await UploadAsync("cessation-resolution");
        _texts = await phone.TextsAsync();
        (await phone.AskAsync(HttpMethod.Post, $"{Claims}/{Id}/submit")).Expect(200);
        return $"SMS: «{await phone.NewTextAsync(_texts, Limit)}»";
    }

    /// <summary>A small document in one block, its length and hash announced before.</summary>
    internal async Task<string> UploadAsync(string code)
    {
        var file = Encoding.UTF8.GetBytes($"%PDF-1.7\n% {code} de {phone.Owner.Dni}\n%%EOF\n");
        var document = new
        {
            code,
            length = file.Length,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            contentType = "application/pdf",
        };
        var begun = (await phone.AskAsync(HttpMethod.Post, $"{Claims}/{Id}/documents", document)).Expect(201);
        (await phone.PutAsync($"{Claims}/{Id}/documents/{code}/{begun.Text("uploadId")}/blocks/0", file)).Expect(200);
        return $"{file.Length} bytes recibidos y comprobados";
    }

    /// <summary>Waits until the claim is there and reads out what the teacher sees, the new steps only.</summary>
    internal async Task ReadTimelineAsync(string status)
    {
        var timeline = await demo.UntilAsync(() => TimelineAsync(status), Limit, $"the claim is not {status}");
        demo.Say($"    ┌ {Text(timeline, "statusText")} · {Text(timeline, "unit")}{Due(timeline)}");
        foreach (var entry in timeline.GetProperty("entries").EnumerateArray())
        {
            var line = $"{Text(entry, "date")} {Text(entry, "text")} ({Text(entry, "unit")})";
            if (!_read.Contains($"{Text(entry, "at")}{line}"))
            {
                _read.Add($"{Text(entry, "at")}{line}");
                demo.Say($"    │ {line}");
            }
        }

        demo.Say($"    └ {Text(timeline, "next")}{(Text(timeline, "youMust") is { Length: > 0 } must ? $" Tú: {must}" : "")}");
    }

    /// <summary>The very process that runs the orchestration dies without a word; the host starts another, and the claim goes on.</summary>
    internal async Task<string> KillAsync()
    {
        var killed = demo.AppProcess() ?? throw new WrongStepException("App does not run");
        using (var app = Process.GetProcessById(killed))
        {
            app.Kill();
        }

        var told = await demo.UntilAsync(TellAsync, Limit, "the bank's answer did not reach the claim");
        var now = demo.AppProcess();
        DemoSession.Expect(now is not null && now != killed, "App is the same process");
        return $"proceso {killed} muerto, {now} sigue; {Text(told, "statusText")}";
    }

    internal async Task<string> CorrectAsync()
    {
        var (challenge, code) = await CodeAsync("benefits.correct-account", [Id, GoodCci]);
        var before = await phone.TextsAsync();
        var account = new
        {
            cci = GoodCci,
            challengeId = challenge,
            code,
        };
        (await phone.AskAsync(HttpMethod.Post, $"{Claims}/{Id}/account", account)).Expect(200);
        return $"SMS: «{await phone.NewTextAsync(before, Limit)}»";
    }

    internal async Task<string> CompareAsync()
    {
        var paid = await BookingsAsync("paid");
        DemoSession.Expect(paid.Count == _paidBefore + 1, $"the bank paid {paid.Count - _paidBefore} times");
        var empty = await demo.UntilAsync(EmptiedAsync, Limit, "the account is not empty");
        return $"{paid[^1].GetProperty("amountCentimos").GetInt64() / 100m:0.00} soles, referencia {Text(paid[^1], "bankReference")}; "
            + $"saldo {empty.GetProperty("balanceCentimos").GetInt64()}";
    }

    private Task<PhoneAnswer> AskAsync(string cci, string? challengeId, string? code)
    {
        var wish = new
        {
            kind = "Retirement",
            eventOn = _ceasedOn,
            resolutionOn = _ceasedOn,
            cci,
            challengeId,
            code,
        };
        return phone.AskAsync(HttpMethod.Post, Claims, wish);
    }

    private async Task<(string ChallengeId, string Code)> CodeAsync(string operation, string[] parts)
    {
        var before = await phone.TextsAsync();
        var asked = await phone.AskAsync(HttpMethod.Post, "/api/v1/identity/challenges", new { operation, parts });
        var challenge = asked.Expect(202).Text("challengeId");
        return (challenge, MemberPhone.CodeIn(await phone.NewTextAsync(before, hasCode: true)));
    }

    private async Task<JsonElement?> TimelineAsync(string status)
    {
        var seen = (await phone.AskAsync(HttpMethod.Get, $"{Claims}/{Id}/timeline")).Expect(200);
        return seen.Text("status") == status ? seen.Json : null;
    }

    /// <summary>A notice that found nobody is told again when the bank is asked; App may be between two lives.</summary>
    private async Task<JsonElement?> TellAsync()
    {
        try
        {
            await demo.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/_local/bank/notices"), 200);
            return await TimelineAsync("returned");
        }
        catch (Exception dying) when (dying is HttpRequestException or WrongStepException or JsonException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<JsonElement>> BookingsAsync(string status) =>
        [.. (await demo.GetAsync("/_local/bank/orders")).EnumerateArray().Where(booking => Text(booking, "status") == status)];

    private async Task<JsonElement?> EmptiedAsync()
    {
        var account = (await phone.AskAsync(HttpMethod.Get, "/api/v1/fund/me/account")).Expect(200).Json;
        return account.GetProperty("balanceCentimos").GetInt64() == 0 ? account : null;
    }

    private static string Due(JsonElement timeline) => Text(timeline, "dueOn") is { Length: > 0 } due ? $" · hasta el {due}" : "";

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

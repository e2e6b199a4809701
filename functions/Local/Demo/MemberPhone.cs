using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Local.Demo;

/// <summary>An answer of the API, success or not.</summary>
internal sealed record PhoneAnswer(int Status, JsonElement Json)
{
    internal string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>What a refusal shows the member: its title and what to do.</summary>
    internal string Seen => $"«{Text("title")}» {Text("detail")}";

    internal PhoneAnswer Expect(int status)
    {
        DemoSession.Expect(Status == status, $"got {Status}, not {status}: {Json}");
        return this;
    }

    internal PhoneAnswer ExpectRefusal(string code)
    {
        DemoSession.Expect(Status >= 400 && Text("code") == code, $"got {Status}, not {code}: {Json}");
        return this;
    }
}

/// <summary>A member's phone: its key, its session, its connection, and the text messages that reach its number.</summary>
internal sealed class MemberPhone(RegisterTeacher owner, DemoSession demo, TimeProvider clock) : IDisposable
{
    private const string Identity = "/api/v1/identity";
    private readonly PhoneKey _key = new();
    private const int Patience = 60;
    private string _nonce = "";
    private string? _token;
    private HttpClient? _client;

    internal RegisterTeacher Owner { get; } = owner;

    internal WireMeter Wire { get; } = new();

    internal string MemberId { get; private set; } = "";

    /// <summary>Answers still on its screen, by path.</summary>
    internal Dictionary<string, JsonElement> Kept { get; } = [];

    private HttpClient Http => _client ??= Wire.Client(demo.Http.BaseAddress!);

    /// <summary>Asks for a code: <c>activations</c> the first time, then <c>sessions</c>. The answer's <c>sessionId</c>.</summary>
    internal async Task<string> AskForCodeAsync(string kind) =>
        (await ProveAsync($"{Identity}/{kind}", new { dni = Owner.Dni })).Expect(202).Text("sessionId");

    internal Task<PhoneAnswer> TypeCodeAsync(string session, string code) =>
        ProveAsync($"{Identity}/sessions/{session}/confirm", new { code, deviceName = "Demo" });

    /// <summary>Keeps the session of a code that was right.</summary>
    internal void Enter(PhoneAnswer answer) => (_token, MemberId) = (answer.Expect(200).Text("accessToken"), answer.Text("memberId"));

    /// <summary>The first time: the code goes to the number of the register and opens the session.</summary>
    internal async Task<string> ActivateAsync()
    {
        var before = await TextsAsync();
        var session = await AskForCodeAsync("activations");
        Enter(await TypeCodeAsync(session, CodeIn(await NewTextAsync(before))));
        return "entra con su celular";
    }

    internal async Task SignOutAsync()
    {
        (await AskAsync(HttpMethod.Delete, $"{Identity}/sessions/current")).Expect(204);
        _token = null;
    }

    /// <summary>A request of the signed-in member; POST carries a new Idempotency-Key, which its repetitions keep.</summary>
    internal Task<PhoneAnswer> AskAsync(HttpMethod method, string path, object? body = null)
    {
        var key = Guid.NewGuid().ToString();
        return PatientlyAsync(() =>
        {
            var request = Request(method, path, body, key);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            return SendAsync(request);
        });
    }

    /// <summary>A token that is no longer this phone's; as a thief of an old backup would show it.</summary>
    internal string? Token => _token;

    /// <summary>Shows another token from now on.</summary>
    internal void Show(string? token) => _token = token;

    /// <summary>Sends a file whole, with its digest.</summary>
    internal Task<PhoneAnswer> PutAsync(string path, byte[] file)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(file))}:");
        return SendAsync(request);
    }

    /// <summary>Ids of the texts so far, so that a later one can be told from them.</summary>
    internal async Task<HashSet<string>> TextsAsync() =>
        [.. (await InboxAsync()).Select(text => text.GetProperty("messageId").GetString()!)];

    /// <summary>The text that comes after those, or a step gone wrong.</summary>
    /// <param name="hasCode">Only a text with a code; news of a claim may come in between.</param>
    internal async Task<string> NewTextAsync(HashSet<string> before, TimeSpan? limit = null, bool hasCode = false)
    {
        var text = await demo.UntilAsync(
            async () => (await InboxAsync()).Cast<JsonElement?>().FirstOrDefault(one => IsWanted(one!.Value)),
            limit ?? TimeSpan.FromSeconds(30),
            "no text message came"
        );
        return MessageOf(text);

        bool IsWanted(JsonElement one) =>
            !before.Contains(one.GetProperty("messageId").GetString()!) && (!hasCode || CodesIn(MessageOf(one)).Any());
    }

    /// <summary>The six digits in a text.</summary>
    internal static string CodeIn(string text) => CodesIn(text).FirstOrDefault() ?? throw new WrongStepException($"no code in: {text}");

    private static string MessageOf(JsonElement text) => text.GetProperty("message").GetString()!;

    private static IEnumerable<string> CodesIn(string text) =>
        text.Split([' ', '.', ',', ':', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length == 6 && word.All(char.IsAsciiDigit));

    public void Dispose()
    {
        _client?.Dispose();
        _key.Dispose();
    }

    /// <summary>A request that proves the device; a nonce that is too old costs one more round trip.</summary>
    internal async Task<PhoneAnswer> ProveAsync(string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        var answer = await OnceAsync();
        var isStale = answer.Status == 401 && answer.Text("code") == "platform.device-proof-nonce";
        return isStale ? await OnceAsync() : answer;

        Task<PhoneAnswer> OnceAsync()
        {
            var request = Request(HttpMethod.Post, path, body, key);
            request.Headers.Add("DPoP", _key.Prove("POST", new Uri(demo.Http.BaseAddress!, path), _nonce, clock.GetUtcNow()));
            return SendAsync(request);
        }
    }

    /// <summary>Asks again while nobody answers, as an app does: App may be starting.</summary>
    private async Task<PhoneAnswer> PatientlyAsync(Func<Task<PhoneAnswer>> ask)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                var answer = await ask();
                if (answer.Status is not (502 or 503 or 504) || round == Patience)
                {
                    return answer;
                }
            }
            catch (HttpRequestException) when (round < Patience)
            {
                // The line broke.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), clock, demo.Stop);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        }
        return request;
    }

    private async Task<PhoneAnswer> SendAsync(HttpRequestMessage request)
    {
        Wire.Sent();
        var before = Wire.Bytes;
        using (request)
        using (var response = await Http.SendAsync(request, demo.Stop))
        {
            _nonce = response.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.First() : _nonce;
            var body = await response.Content.ReadAsStringAsync(demo.Stop);
            Wire.Note(request.Method, request.RequestUri!, Wire.Bytes - before);
            return new((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> InboxAsync() =>
        [.. (await demo.GetAsync($"/_local/sms/{Uri.EscapeDataString($"+51{Owner.Phone}")}")).EnumerateArray()];
}

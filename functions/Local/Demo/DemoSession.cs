using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.Local.Cli;

namespace Serverless.Local.Demo;

/// <summary>A step of a journey did not come out as the script says.</summary>
internal sealed class WrongStepException : Exception
{
    public WrongStepException() { }

    public WrongStepException(string message)
        : base(message) { }

    public WrongStepException(string message, Exception cause)
        : base(message, cause) { }
}

/// <summary>What a journey plays with: the public port, as any client reaches it, and a voice.</summary>
internal sealed class DemoSession(HttpClient http, Narrator narrator, TimeProvider clock, CancellationToken stop)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan SeldomLook = TimeSpan.FromSeconds(3);
    private int _step;

    internal HttpClient Http { get; } = http;

    internal CancellationToken Stop { get; } = stop;

    /// <summary>Which process App is at present; null between two lives.</summary>
    internal Func<int?> AppProcess { get; init; } = () => null;

    /// <summary>Kills App at once, as <c>kill -9</c> does; the host starts it again.</summary>
    internal Action KillApp { get; init; } = () => throw new WrongStepException("App is not ours to kill");

    /// <summary>What an auditor reads.</summary>
    internal AuditTrail Trail { get; init; } = AuditTrail.None;

    /// <summary>Plays one step and says what came of it; anything unexpected is a <see cref="WrongStepException"/>.</summary>
    /// <param name="sentence">What is tried, for a reader who is no engineer.</param>
    /// <param name="act">Does it and returns the outcome in words.</param>
    internal async Task StepAsync(string sentence, Func<Task<string>> act)
    {
        _step++;
        try
        {
            var outcome = await narrator.Naming(sentence, act());
            narrator.Say($"  {_step, 2}. {sentence} → {outcome}");
        }
        catch (Exception failure)
            when (failure is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongStepException($"{sentence}: {failure.Message}", failure);
        }
    }

    /// <summary>A remark between two steps.</summary>
    internal void Say(string remark) => narrator.Say($"  {remark}");

    /// <summary>The answer's JSON, after checking its status.</summary>
    internal async Task<JsonElement> JsonAsync(HttpRequestMessage request, int expectedStatus)
    {
        using var response = await Http.SendAsync(request, Stop);
        var body = await response.Content.ReadAsStringAsync(Stop);
        Expect(
            (int)response.StatusCode == expectedStatus,
            $"{request.Method} {request.RequestUri} gave {(int)response.StatusCode}, not {expectedStatus}: {body}"
        );
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    internal Task<JsonElement> GetAsync(string path, int expectedStatus = 200) =>
        JsonAsync(new HttpRequestMessage(HttpMethod.Get, path), expectedStatus);

    /// <summary>Signs a sample officer in; later requests carry the token.</summary>
    internal async Task SignInAsync(string officer)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = officer });
        var answer = await JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/_local/oidc/token") { Content = form }, 200);
        var token = answer.GetProperty("access_token").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>
    /// Asks again until the answer is there, ever less often, because every look costs a phone its data; the limit is generous because a
    /// laptop may be busy.
    /// </summary>
    internal async Task<T> UntilAsync<T>(Func<Task<T?>> ask, TimeSpan limit, string otherwise)
        where T : struct
    {
        var started = clock.GetTimestamp();
        var wait = FirstLook;
        while (clock.GetElapsedTime(started) < limit)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }
            await Task.Delay(wait, clock, Stop);
            wait = wait * 1.5 < SeldomLook ? wait * 1.5 : SeldomLook;
        }
        throw new WrongStepException($"{otherwise} after {limit.TotalSeconds:0} s");
    }

    internal static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new WrongStepException(otherwise);
        }
    }
}

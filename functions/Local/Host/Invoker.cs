using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Serverless.Local.Cli;
using Serverless.Local.Handler;

namespace Serverless.Local.Host;

/// <summary>
/// Calls a function as the host does: POST /name with the envelope, chunked, no redirects. True is success.
/// </summary>
internal sealed class Invoker(HandlerSupervisor handler, TimeSpan functionTimeout, Narrator narrator, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>One call, judged by the host's rules; a handler that is away or failing is false, never an exception.</summary>
    internal async Task<bool> CallAsync(Invocation invocation, string envelope, CancellationToken cancellation)
    {
        var answer = await InvokeAsync(invocation, envelope, cancellation);
        narrator.Say($"  {invocation.Function} {(answer.Failure is null ? "succeeded" : $"failed: {answer.Failure}")}");
        return answer.Failure is null;
    }

    /// <summary>The same with what the function returned, for triggers that have a use for it.</summary>
    internal async Task<FunctionAnswer> InvokeAsync(Invocation invocation, string envelope, CancellationToken cancellation)
    {
        // Waiting for a handler that is being restarted is none of the function's time: it would be killed as soon as it is there.
        var address = await handler.AddressAsync(cancellation);
        using var limit = new CancellationTokenSource(functionTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = Request(address, invocation, envelope);
            using var response = await _http.SendAsync(request, either.Token);
            var (verdict, returnValue) = await ReadAsync(response, either.Token);
            if (verdict == Verdict.NeverCompletes)
            {
                // The host does not see this answer at all: it waits until the function times out, then kills the handler.
                narrator.Say($"  {invocation.Function} answered nothing ({(int)response.StatusCode}); the host goes on waiting");
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, either.Token);
            }
            return new(returnValue, verdict == Verdict.Succeeded ? null : $"status {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return new(null, exception.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            narrator.Say($"  {invocation.Function} took longer than functionTimeout: the handler is restarted, as in Azure");
            handler.Kill();
            return new(null, "functionTimeout");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The recorded request: headers, media type, chunked body.</summary>
    internal static HttpRequestMessage Request(Uri handler, Invocation invocation, string envelope)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler, invocation.Function))
        {
            Content = new StringContent(envelope, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", HostIdentity.Version));
        request.Headers.Add(HostIdentity.VersionHeader, HostIdentity.Version);
        request.Headers.Add(HostIdentity.InvocationHeader, invocation.InvocationId.ToString());
        return request;
    }

    /// <summary>What the host makes of an answer (functions-host contract, sections 2 and 10).</summary>
    internal static async Task<Verdict> JudgeAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        (await ReadAsync(response, cancellation)).Verdict;

    private static async Task<(Verdict Verdict, string? ReturnValue)> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellation
    )
    {
        if (!response.IsSuccessStatusCode)
        {
            return (Verdict.Failed, null);
        }
        var body = await response.Content.ReadAsStringAsync(cancellation);
        if (body.Length == 0)
        {
            return (Verdict.NeverCompletes, null);
        }
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/json"))
        {
            return (Verdict.Failed, null);
        }
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind switch
            {
                JsonValueKind.Object => (Verdict.Succeeded, ReturnValue(answer.RootElement)),
                JsonValueKind.Null => (Verdict.NeverCompletes, null),
                _ => (Verdict.Failed, null),
            };
        }
        catch (JsonException)
        {
            return (Verdict.Failed, null);
        }
    }

    private static string? ReturnValue(JsonElement answer) =>
        answer.TryGetProperty("ReturnValue", out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null;
}

/// <summary>What came back from a call.</summary>
/// <param name="ReturnValue">Its JSON; null when there was none.</param>
/// <param name="Failure">Null when the host takes the call for a success.</param>
internal sealed record FunctionAnswer(string? ReturnValue, string? Failure);

/// <summary>What the host makes of a handler's answer.</summary>
internal enum Verdict
{
    Succeeded,
    Failed,

    /// <summary>204, an empty body or <c>null</c>: the call hangs until functionTimeout.</summary>
    NeverCompletes,
}

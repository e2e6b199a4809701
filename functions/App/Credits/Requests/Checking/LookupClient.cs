using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>Sections <c>PayrollCapacity</c> and <c>CreditBureau</c>: somebody outside who is asked about a person.</summary>
internal sealed class LookupOptions
{
    /// <summary>Without one the question goes to a person.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Bearer key that they gave us.</summary>
    public string Key { get; set; } = "";

    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What a question came to: an answer, nobody of that name, or nothing yet.</summary>
/// <param name="Found">Null when <paramref name="Later"/> is set, or when nobody is known there.</param>
/// <param name="Later">Why it is worth asking again; null once answered.</param>
internal readonly record struct Lookup<T>(T? Found, string? Later)
    where T : class;

/// <summary>Asks one question over HTTP: a POST with a bearer key, since documents of persons stand in no address. It reads and changes nothing.</summary>
internal sealed class LookupClient(HttpClient http, LookupOptions options, string name, TimeProvider time)
{
    /// <summary>An answer has a few hundred bytes; nonsense of megabytes is not read.</summary>
    private const int LargestAnswer = 16 * 1024;

    internal async Task<Lookup<TAnswer>> AskAsync<TQuestion, TAnswer>(
        string path,
        TQuestion question,
        JsonTypeInfo<TQuestion> asks,
        JsonTypeInfo<TAnswer> answers,
        CancellationToken cancellation
    )
        where TAnswer : class
    {
        if (options.Endpoint is not { } endpoint)
        {
            return new(null, $"{name}.not-configured");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, path))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, asks)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        using var limit = new CancellationTokenSource(options.TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response, answers, either.Token),
                HttpStatusCode.NotFound => new(null, null),
                var status => new(null, $"{name}.{(int)status}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(null, $"{name}.silent");
        }
    }

    private async Task<Lookup<TAnswer>> ReadAsync<TAnswer>(
        HttpResponseMessage response,
        JsonTypeInfo<TAnswer> answers,
        CancellationToken cancellation
    )
        where TAnswer : class
    {
        var buffer = new byte[LargestAnswer + 1];
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            var answer = length > LargestAnswer ? null : JsonSerializer.Deserialize(buffer.AsSpan(0, length), answers);
            return answer is null ? new(null, $"{name}.nonsense") : new(answer, null);
        }
        catch (JsonException)
        {
            return new(null, $"{name}.nonsense");
        }
    }
}

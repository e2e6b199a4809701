using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Platform.Partners;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>Somebody outside who is asked about a person.</summary>
internal abstract class LookupOptions
{
    /// <summary>Without one the question goes to a person.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Bearer key that they gave us.</summary>
    public string Key { get; set; } = "";

    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>The employer's payroll.</summary>
internal sealed class PayrollCapacityOptions : LookupOptions
{
    internal const string Section = "PayrollCapacity";
}

/// <summary>The credit bureau.</summary>
internal sealed class CreditBureauOptions : LookupOptions
{
    internal const string Section = "CreditBureau";
}

/// <summary>What a question came to: an answer, nobody of that name, or nothing yet.</summary>
/// <param name="Found">Null when <paramref name="Later"/> is set, or when nobody is known there.</param>
/// <param name="Later">Why it is worth asking again; null once answered.</param>
internal readonly record struct Lookup<T>(T? Found, string? Later)
    where T : class;

/// <summary>Asks one question over HTTP: a POST with a bearer key, since documents of persons stand in no address. It reads and changes nothing.</summary>
internal sealed class LookupClient(HttpClient http, LookupOptions options, string name, TimeProvider time)
{
    private readonly PartnerCall _call = new(http, options.TryTimeout, time);

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

        using var request = PartnerCall.Post(new Uri(endpoint, path), JsonSerializer.SerializeToUtf8Bytes(question, asks));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        return await _call.SendAsync<Lookup<TAnswer>>(
            request,
            async (response, c) =>
                response.StatusCode switch
                {
                    HttpStatusCode.OK => await PartnerCall.BodyAsync(response, answers, c) is { } answer
                        ? new(answer, null)
                        : new(null, $"{name}.nonsense"),
                    HttpStatusCode.NotFound => new(null, null),
                    var status => new(null, $"{name}.{(int)status}"),
                },
            new(null, $"{name}.silent"),
            cancellation
        );
    }
}

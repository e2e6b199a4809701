using System.Text.Json;
using Azure.Core.Pipeline;
using Serverless.Platform.Messaging.Attempts;
using Serverless.Platform.Sms;

namespace Serverless.Platform.Voice;

/// <summary>A telephone that is to ring.</summary>
/// <param name="To">E.164.</param>
/// <param name="Callback">Where the vendor tells how the call goes; holds a secret of this call.</param>
/// <param name="OperationId">Kept from before the first try (decision 19): the same id again rings no second time.</param>
/// <param name="FirstTried">Whole seconds; goes along unchanged with every try.</param>
public sealed record CallWish(string To, Uri Callback, Guid OperationId, DateTimeOffset FirstTried)
{
    /// <summary>Never with the number or the address.</summary>
    public override string ToString() => $"{nameof(CallWish)} {OperationId}";
}

/// <summary>
/// Telephone calls through Azure Communication Services (REST, Call Automation). Accepted means that the vendor has the wish; whether
/// somebody answers is told by the events of the call.
/// </summary>
public sealed class AzureCalls
{
    private const string Service = "voice";
    private const string Connections = "/calling/callConnections";
    private readonly HttpPipeline _pipeline;
    private readonly SmsOptions _resource;
    private readonly VoiceOptions _options;

    internal AzureCalls(HttpPipeline pipeline, SmsOptions resource, VoiceOptions options) =>
        (_pipeline, _resource, _options) = (pipeline, resource, options);

    /// <summary>Lets a telephone ring; accepted with the vendor's name of the connection.</summary>
    public async Task<VendorAnswer> CallAsync(CallWish wish, CancellationToken cancellation)
    {
        if (!_options.IsOffered)
        {
            return new VendorAnswer.Refused("voice.not-offered");
        }

        var body = new VoiceContract.Create(
            [new("phoneNumber", $"4:{wish.To}", new(wish.To))],
            new(_options.CallerId!),
            wish.Callback.AbsoluteUri,
            _options.SpeechEndpoint is { } speech ? new(speech.AbsoluteUri) : null
        );
        using var call = Post(Connections, JsonSerializer.SerializeToUtf8Bytes(body, VoiceJson.Default.Create));
        Repeatable(call, wish.OperationId, wish.FirstTried);
        if (await AcsCall.SendAsync(_pipeline, call, Service, cancellation) is { } failure)
        {
            return failure;
        }

        return Read(call) is { CallConnectionId: { Length: > 0 } id }
            ? new VendorAnswer.Accepted(id)
            : new VendorAnswer.Later("voice.no-answer");
    }

    /// <summary>Says a text to whoever answered. Asked twice it may be said twice: the listener hears the same.</summary>
    /// <param name="context">Comes back with the event that it was said.</param>
    public async Task<VendorAnswer> SayAsync(string connection, string text, string context, CancellationToken cancellation)
    {
        var speech = new VoiceContract.Speech(text, _options.Locale, _options.VoiceName);
        var body = new VoiceContract.Play([new("text", speech)], [], new(Loop: false), context);
        using var call = Post($"{Connections}/{connection}:play", JsonSerializer.SerializeToUtf8Bytes(body, VoiceJson.Default.Play));
        return await AcsCall.SendAsync(_pipeline, call, Service, cancellation) ?? new VendorAnswer.Accepted(connection);
    }

    /// <summary>Ends a call; one that has ended already is no failure.</summary>
    public async Task<VendorAnswer> HangUpAsync(
        string connection,
        Guid operation,
        DateTimeOffset firstTried,
        CancellationToken cancellation
    )
    {
        using var call = Post($"{Connections}/{connection}:terminate", []);
        Repeatable(call, operation, firstTried);
        var failure = await AcsCall.SendAsync(_pipeline, call, Service, cancellation);
        return failure is null or VendorAnswer.Refused { Code: "voice.404" } ? new VendorAnswer.Accepted(connection) : failure;
    }

    private Azure.Core.HttpMessage Post(string path, byte[] body) =>
        AcsCall.Post(_pipeline, _resource.Endpoint!, _options.ApiVersion, path, body);

    private static void Repeatable(Azure.Core.HttpMessage call, Guid operation, DateTimeOffset firstTried)
    {
        call.Request.Headers.SetValue("Repeatability-Request-ID", operation.ToString("D"));
        call.Request.Headers.SetValue("Repeatability-First-Sent", AcsSignature.Date(firstTried));
    }

    private static VoiceContract.Connection? Read(Azure.Core.HttpMessage call)
    {
        try
        {
            return JsonSerializer.Deserialize(call.Response.Content.ToMemory().Span, VoiceJson.Default.Connection);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

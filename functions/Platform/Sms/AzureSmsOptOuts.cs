using System.Text.Json;
using Azure.Core.Pipeline;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Sms;

/// <summary>The vendor's own list of numbers that want no texts from a sender; ours is kept beside it, because STOP arrives with us too.</summary>
public sealed class AzureSmsOptOuts
{
    private readonly HttpPipeline _pipeline;
    private readonly SmsOptions _options;

    internal AzureSmsOptOuts(HttpPipeline pipeline, SmsOptions options) => (_pipeline, _options) = (pipeline, options);

    public static readonly Error Unavailable = new("sms.vendor-unavailable", ErrorKind.Unavailable);

    /// <summary>Whether the number has opted out of our sender.</summary>
    public async Task<Result<bool>> CheckAsync(string phone, CancellationToken cancellation) =>
        (await CallAsync("check", phone, cancellation)).Then<bool>(item => item.IsOptedOut is { } optedOut ? optedOut : Unavailable);

    public async Task<Result<Done>> AddAsync(string phone, CancellationToken cancellation) =>
        (await CallAsync("add", phone, cancellation)).Then<Done>(_ => Done.Value);

    public async Task<Result<Done>> RemoveAsync(string phone, CancellationToken cancellation) =>
        (await CallAsync("remove", phone, cancellation)).Then<Done>(_ => Done.Value);

    private async Task<Result<SmsContract.OptOutItem>> CallAsync(string verb, string phone, CancellationToken cancellation)
    {
        var body = new SmsContract.OptOuts(_options.From!, [new SmsContract.Recipient(phone)]);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, SmsJson.Default.OptOuts);
        using var call = AcsCall.Post(_pipeline, _options, $"/sms/optouts:{verb}", bytes);
        if (await AcsCall.SendAsync(_pipeline, call, "sms", cancellation) is not null)
        {
            return Unavailable;
        }

        try
        {
            var answer = JsonSerializer.Deserialize(call.Response.Content.ToMemory().Span, SmsJson.Default.AnswerOptOutItem);
            return answer?.Value is [{ HttpStatusCode: >= 200 and < 300 } item] ? item : Unavailable;
        }
        catch (JsonException)
        {
            return Unavailable;
        }
    }
}

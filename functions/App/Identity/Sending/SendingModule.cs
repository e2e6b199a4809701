using Serverless.App.Identity.Calls;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sending.Channels;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Identity.Sending;

/// <summary>The part of Identity that brings codes to phones, and hears how it went.</summary>
internal static class SendingModule
{
    internal static IServiceCollection AddSending(this IServiceCollection services) =>
        services
            .AddSingleton<CodeBudget>()
            .AddSingleton<CodeWords>()
            .AddSingleton<TextRefusals>()
            .AddSingleton<ICodeChannel, SmsChannel>()
            .AddSingleton<ICodeChannel, VoiceChannel>()
            .AddSingleton<SendCode>()
            .AddSingleton<SpeakCode>()
            .AddSingleton<PostCallEvents>()
            .AddSingleton<RecordDelivery>()
            .AddSingleton<TellReplacedPhone>();

    internal static QueueHandlers OnCalls(this QueueHandlers queue) =>
        queue
            .On<SpeakCode, CodeCall>(IdentityEvents.CallAnswered.Message, (slice, call, context, c) => slice.SayAsync(call, context, c))
            .On<SpeakCode, CodeCall>(IdentityEvents.CallOver.Message, (slice, call, context, c) => slice.HangUpAsync(call, context, c));
}

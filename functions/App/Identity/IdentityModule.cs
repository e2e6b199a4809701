using Microsoft.Extensions.Options;
using Serverless.App.Benefits.Messages;
using Serverless.App.Identity.Accounts;
using Serverless.App.Identity.Assistance;
using Serverless.App.Identity.Calls;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Devices;
using Serverless.App.Identity.Face;
using Serverless.App.Identity.Linked;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Recovery;
using Serverless.App.Identity.Sending;
using Serverless.App.Identity.Sessions;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Reference;
using Serverless.Platform.Hosting.Settings;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Sms;

namespace Serverless.App.Identity;

/// <summary>Who is who: activation, sign-in, devices, and codes that are bound to one act.</summary>
internal static class IdentityModule
{
    private const string ChallengesQueue = "identity-challenges";
    private const string EventsQueue = "identity-events";

    /// <summary>Filled by Event Grid from the vendor's events.</summary>
    private const string ReportsQueue = "sms-delivery-reports";

    /// <summary>Who hears of what happens here, and what this context wants to hear.</summary>
    internal static readonly IReadOnlyList<Route> Routes =
    [
        new(IdentityEvents.ChallengeIssued.Type, ChallengesQueue),
        new(IdentityEvents.CallAnswered.Type, ChallengesQueue),
        new(IdentityEvents.CallOver.Type, ChallengesQueue),
        new(IdentityEvents.DeviceRevoked.Type, EventsQueue),
        new(MembershipEvents.PhoneChanged.Type, EventsQueue),
        // To the sender of texts as well: the number that was replaced is told.
        new(MembershipEvents.PhoneChanged.Type, ChallengesQueue),
        new(MembershipEvents.PhoneRecovered.Type, EventsQueue),
        new(MembershipEvents.ConsentWithdrawn.Type, EventsQueue),
        new(BenefitEvents.MemberDeathReported.Type, EventsQueue),
    ];

    internal static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        AddOptions(builder.Services);
        builder
            .Services.AddMemberAuthorization(Policies)
            .AddSingleton<IdentityStore>()
            .AddSingleton<IPersonalDataHolder, IdentityHoldings>()
            .AddSingleton<SessionStore>()
            .AddSingleton<OtpCode>()
            .AddSingleton<CodeRequests>()
            .AddSingleton<CodeGuesses>()
            .AddSingleton<OperationCodes>()
            .AddSingleton<OperationGate>()
            .AddSingleton<LiveSessions>()
            .AddSingleton<DeviceTrust>()
            .AddSingleton<WhenPhoneChanged>()
            .AddSingleton<FormerDevices>()
            .AddSingleton<WhenPhoneRecovered>()
            .AddSingleton<WhenMemberDied>()
            .AddSingleton<SessionTokens>()
            .AddSingleton<StartSession>()
            .AddSingleton<ConfirmSession>()
            .AddSingleton<RefreshSession>()
            .AddSingleton<RequestChallenge>()
            .AddSingleton<GetChallenge>()
            .AddSingleton<StartAssistance>()
            .AddSingleton<ConfirmAssistance>()
            .AddSingleton<RevokeDevice>()
            .AddSending()
            .AddRecovery()
            .AddLinkedLogins()
            .AddJson(IdentityJson.Default)
            .AddFaceChecks();
        return builder;
    }

    internal static void MapIdentity(this WebApplication app)
    {
        app.MapContext("identity", MapRoutes);
        app.MapFunctions(MapFunctions);
    }

    private static void MapRoutes(RouteGroupBuilder identity)
    {
        StartSession.Map(identity);
        ResendSession.Map(identity);
        ConfirmSession.Map(identity);
        RefreshSession.Map(identity);
        EndSession.Map(identity);
        ListDevices.Map(identity);
        RevokeDevice.Map(identity);
        RequestChallenge.Map(identity);
        GetChallenge.Map(identity);
        GetSigningKeys.Map(identity);
        StartAssistance.Map(identity);
        ConfirmAssistance.Map(identity);
        PostCallEvents.Map(identity);
        identity.MapRecovery();
        identity.MapLinkedLogins();
        identity.MapFaceChecks();
    }

    private static void MapFunctions(IEndpointRouteBuilder functions)
    {
        functions.MapQueue(ChallengesQueue, Challenges).MapQueue(EventsQueue, Events).MapQueue(ReportsQueue, Reports);
    }

    internal static void Challenges(QueueHandlers queue) =>
        queue
            .On<SendCode, ChallengeIssued>(
                IdentityEvents.ChallengeIssued.Message,
                (slice, issued, context, c) => slice.SendAsync(issued, context, c)
            )
            .OnCalls()
            .On<TellReplacedPhone, PhoneChanged>(
                MembershipEvents.PhoneChanged.Message,
                (slice, changed, context, c) => slice.SendAsync(changed, context, c)
            );

    internal static void Events(QueueHandlers queue) =>
        queue
            .OnFaces()
            .OnRecoveries()
            .On<RevokeDevice, DeviceRevoked>(
                IdentityEvents.DeviceRevoked.Message,
                (slice, revoked, _, c) => slice.WhenRevokedAsync(revoked, c)
            )
            .On<WhenPhoneChanged, PhoneChanged>(
                MembershipEvents.PhoneChanged.Message,
                (slice, changed, context, c) => slice.HandleAsync(changed, context, c)
            )
            .On<WhenMemberDied, MemberDeathReported>(
                BenefitEvents.MemberDeathReported.Message,
                (slice, died, context, c) => slice.HandleAsync(died, context, c)
            )
            .On<WhenPhoneRecovered, PhoneRecovered>(
                MembershipEvents.PhoneRecovered.Message,
                (slice, recovered, _, c) => slice.HandleAsync(recovered, c)
            );

    internal static void Reports(QueueHandlers queue) =>
        queue.On<RecordDelivery, SmsDeliveryReport>(
            SmsDeliveryReport.Kind,
            (slice, report, context, c) => slice.RecordAsync(report, context, c)
        );

    /// <summary>The policy table of every context (architecture, section 6a).</summary>
    internal static Stream Policies() =>
        typeof(IdentityModule).Assembly.GetManifestResourceStream("operation-policies.seed.json")
        ?? throw new InvalidOperationException("The policy table is not embedded");

    private static void AddOptions(IServiceCollection services)
    {
        services
            .AddSettings<OtpOptions>(OtpOptions.Section, (from, to) => from.Bind(to))
            .Setting(OtpOptions.Section, nameof(OtpOptions.CodeKey), o => OtpOptions.IsKey(o.CodeKey), "must be 32 bytes or more in base64")
            .Setting(
                OtpOptions.Section,
                nameof(OtpOptions.CompareKey),
                o => OtpOptions.IsKey(o.CompareKey) && o.CompareKey != o.CodeKey,
                "must be 32 bytes or more in base64, and another key than CodeKey"
            )
            .Setting(
                OtpOptions.Section,
                nameof(OtpOptions.Life),
                o => o.Life > TimeSpan.Zero && o.Life <= OtpOptions.LongestLife,
                "must be at most 10 minutes"
            )
            .Setting(OtpOptions.Section, nameof(OtpOptions.Attempts), o => o.Attempts is > 0 and <= 5, "must be 1 to 5");
        services
            .AddSettings<SignInOptions>(SignInOptions.Section, (from, to) => from.Bind(to))
            .Setting(SignInOptions.Section, nameof(SignInOptions.Life), o => o.Life > TimeSpan.Zero, "must be above zero");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OtpOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SignInOptions>>().Value);
    }
}

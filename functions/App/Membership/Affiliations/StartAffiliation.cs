using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Consents;
using Serverless.App.Membership.Members;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What a teacher sends to join.</summary>
internal sealed record AffiliationRequest(Acquisition Acquisition, IReadOnlyList<ConsentOffered> Consents);

/// <summary>Row D23: a teacher begins to join. Who they are comes from the register, what they agreed to from the texts in force.</summary>
internal sealed partial class StartAffiliation(
    AffiliationStore affiliations,
    MemberStore members,
    ConsentTexts texts,
    JoiningRules joining,
    TimeProvider time
)
{
    private const int MostConsents = 10;

    internal static void Map(RouteGroupBuilder membership) =>
        membership
            .MapPost("/affiliations", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Empieza tu inscripción al fondo.")
            .WithName("StartAffiliation");

    private static async Task<Results<Created<AffiliationView>, ProblemResult>> HandleAsync(
        AffiliationRequest request,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        StartAffiliation slice,
        CancellationToken cancellation
    )
    {
        var started = await slice.StartAsync(member.MemberId, request, command.Identity, cancellation);
        return AffiliationAnswers.Announce(started, command, response).ToCreated(_ => AffiliationView.Address);
    }

    internal async Task<Result<KnownAffiliation>> StartAsync(
        string memberId,
        AffiliationRequest request,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        if (Fault(request) is { } fault)
        {
            return fault;
        }

        if (await members.ReadAsync(memberId, cancellation) is not { State: var member })
        {
            return MembershipErrors.MemberNotFound;
        }

        var now = time.GetUtcNow();
        var today = texts.At(LimaTime.DateOf(now));

        // Inside the decision: the repetition of a start that was taken is answered even when the texts have changed since.
        return await affiliations.ChangeAsync(
            memberId,
            command,
            before =>
                ConsentRules
                    .Accept(request.Consents, today, "app", now)
                    .Then(consents => joining.Start(before, member.Kind, request.Acquisition, consents, now))
                    .Then(after => Commit(after, member)),
            cancellation
        );
    }

    private static Result<Commit<Affiliation>> Commit(Affiliation started, Member member)
    {
        var happened = new AffiliationStarted(
            started.MemberId,
            started.Round,
            member.Kind,
            member.Ugel,
            started.Acquisition!,
            started.Consents
        );
        return new Commit<Affiliation>(started)
        {
            Events = [AffiliationEvents.Started.With(happened)],
            Due = [AffiliationStore.Expiry(started)],
        };
    }

    /// <summary>The acquisition goes into events, so it must not hold anybody's name: codes only.</summary>
    private static Error? Fault(AffiliationRequest request) =>
        request.Acquisition.Strategy is not ("office" or "school") ? AffiliationErrors.BadStrategy
        : !IsCode(request.Acquisition.Promoter) || !IsCode(request.Acquisition.School) || !IsCode(request.Acquisition.Campaign)
            ? AffiliationErrors.BadAcquisition
        : request.Consents.Count > MostConsents ? AffiliationErrors.TooManyConsents
        : null;

    private static bool IsCode(string? value) => value is null || Code().IsMatch(value);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Liquidations;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Terms;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;

namespace Serverless.App.Benefits.Members;

/// <summary>What a member claims, and the code that confirms it.</summary>
/// <param name="EventOn">Day of cessation or disability; of the wrong discount for a refund.</param>
/// <param name="Cci">Where the money goes: twenty digits.</param>
/// <param name="UndueCentimos">What was discounted wrongly; for a refund only.</param>
internal sealed record ClaimWish(BenefitKind Kind, DateOnly EventOn, string Cci, long? UndueCentimos, string? ChallengeId, string? Code)
{
    /// <summary>Day of the resolution that ended service; needed for a retirement before the age limit.</summary>
    public DateOnly? ResolutionOn { get; init; }

    public override string ToString() => nameof(ClaimWish);

    /// <summary>What the code is bound to: a code for one account or amount claims no other.</summary>
    internal IReadOnlyList<string> Parts(string memberId) =>
        [
            memberId,
            ClaimWords.CodeOf(Kind),
            EventOn.ToString("O", CultureInfo.InvariantCulture),
            Cci,
            (UndueCentimos ?? 0).ToString(CultureInfo.InvariantCulture),
        ];
}

/// <summary>Row D24: a member claims a benefit. One open claim about the same money, however often it is sent.</summary>
internal sealed class RegisterClaim(
    ClaimStore claims,
    ClaimBooks books,
    EffectiveDated<BenefitTerms> terms,
    DocumentLists documents,
    MemberDirectory members,
    OperationGate gate,
    DerivedIds ids,
    ClaimAnswers answers,
    TimeProvider time
)
{
    private ClaimAnswers Answers { get; } = answers;

    internal const string Operation = "benefits.register-claim";

    /// <summary>The payee of every claim that a member makes.</summary>
    internal const string Self = "member";

    private static readonly DateOnly FundBegan = new(1966, 3, 1);

    internal static void Map(RouteGroupBuilder benefits) =>
        benefits
            .MapPost("/claims", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary(
                "Pide un beneficio: retiro, invalidez o reembolso. El código se pide con las partes: asociado, tipo, fecha, CCI y céntimos."
            )
            .WithName("RegisterClaim");

    private static async Task<Results<Created<ClaimView>, ProblemResult>> HandleAsync(
        ClaimWish wish,
        CurrentMember member,
        IdempotentCommand command,
        HttpResponse response,
        RegisterClaim slice,
        CancellationToken cancellation
    )
    {
        var registered = await slice.RegisterAsync(member, wish, command.Identity, cancellation);
        return slice.Answers.View(registered, response, command).ToCreated(view => ClaimView.Address(view.Id));
    }

    internal async Task<Result<KnownClaim>> RegisterAsync(
        CurrentMember member,
        ClaimWish wish,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var today = LimaTime.DateOf(now);
        if (Fault(wish, today) is { } fault)
        {
            return fault;
        }

        if (await members.PersonOfAsync(member.MemberId, cancellation) is not { } person)
        {
            return BenefitErrors.ClaimInvalid;
        }

        var proved = terms.At(today).Then(inForce => Ceased(wish, person.BirthDate, inForce.RetirementAge));
        if (proved.Error is { } unceased)
        {
            return unceased;
        }

        var wanted = ids.For(member.MemberId, "benefits/claim", command.CommandId);
        var reserved = await books.ReserveAsync(member.MemberId, wish.Kind, wanted, cancellation);
        var opened = reserved.Then(id => Open(id, member.MemberId, wish, today, now));
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var key = claims.NewKey(opened.Value.Id);
        var payee = new ClaimPayee(null, null, Cci.Parse(wish.Cci).Value.Value);
        var change = new ClaimChange(command, new ClaimAct("register", ClaimAct.Claimant))
        {
            Personal = [key.Row, ClaimPeople.Seal(key, Self, payee)],
        };
        if (await claims.FindAsync(opened.Value.Id, cancellation) is null)
        {
            // Only a claim that can be opened costs the code; a repetition finds its receipt below.
            var act = new SensitiveAct(Operation, OperationHash.Of(wish.Parts(member.MemberId)))
            {
                ChallengeId = wish.ChallengeId,
                Code = wish.Code,
            };
            var passed = await gate.PassAsync(member, act, command, cancellation);
            if (passed.Error is { } unproved)
            {
                return unproved;
            }
        }

        return await claims.RegisterAsync(opened.Value, change, cancellation);
    }

    private Result<BenefitClaim> Open(string id, string memberId, ClaimWish wish, DateOnly today, DateTimeOffset now) =>
        terms
            .At(today)
            .Then(inForce =>
                documents
                    .For(wish.Kind, today)
                    .Then<BenefitClaim>(list => new BenefitClaim(id, memberId, wish.Kind, wish.EventOn, inForce)
                    {
                        Status = ClaimStatus.Registered,
                        Since = now,
                        RegisteredAt = now,
                        ResolutionOn = wish.ResolutionOn,
                        Undue = Money.FromCentimos(wish.UndueCentimos ?? 0),
                        Wanted = list,
                        Clock = new SlaClock(today, inForce.SlaWorkingDays),
                        Duties = [new Duty(FigureRules.Requester, memberId)],
                        Shares = [new Share(Self, LiquidationRules.Whole, false)],
                    })
            );

    private static Result<Done> Ceased(ClaimWish wish, DateOnly born, int ageLimit) =>
        wish.Kind == BenefitKind.Retirement && !CessationRules.IsProved(born, wish.EventOn, wish.ResolutionOn, ageLimit)
            ? BenefitErrors.CessationUnproved
            : Done.Value;

    private static Error? Fault(ClaimWish wish, DateOnly today) =>
        wish.Kind is not (BenefitKind.Retirement or BenefitKind.Invalidity or BenefitKind.Refund) ? BenefitErrors.ClaimInvalid
        : wish.ResolutionOn is { } resolved && (wish.Kind == BenefitKind.Refund || resolved < FundBegan || resolved > today)
            ? BenefitErrors.ClaimInvalid
        : wish.EventOn < FundBegan || wish.EventOn > today ? BenefitErrors.ClaimInvalid
        : wish.Kind == BenefitKind.Refund != wish.UndueCentimos is > 0 ? BenefitErrors.ClaimInvalid
        : Cci.Parse(wish.Cci).Error;
}

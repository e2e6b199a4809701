using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.App.Identity.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Letters;

/// <summary>Row D25: a member names who is paid at their death. The letter says nothing until its paper is signed.</summary>
internal sealed class DraftLetter(
    LetterStore letters,
    PutDocument put,
    MemberPersons persons,
    EffectiveDated<LetterTerms> terms,
    TimeProvider time
)
{
    internal static void Map(RouteGroupBuilder contracts) =>
        contracts
            .MapPost("/beneficiary-letters", HandleAsync)
            .RequireMember()
            .RequireIdempotencyKey()
            .WithSummary("Prepara tu carta de beneficiarios para que la firmes.")
            .WithName("DraftLetter");

    private static async Task<Results<Created<LetterView>, ProblemResult>> HandleAsync(
        LetterRequest request,
        CurrentMember member,
        IdempotentCommand command,
        DraftLetter slice,
        CancellationToken cancellation
    ) =>
        (await slice.DraftAsync(member.MemberId, request, command.Identity, cancellation)).ToCreated(v =>
            GetDocument.Address(v.DocumentId)
        );

    internal async Task<Result<LetterView>> DraftAsync(
        string memberId,
        LetterRequest request,
        CommandIdentity command,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var today = LimaTime.DateOf(now);
        var substitutes = request.Substitutes ?? [];
        if (await persons.FindAsync(memberId, cancellation) is not { } person)
        {
            return ContractErrors.MemberUnknown;
        }

        var checkedPeople = terms
            .At(today)
            .Then(inForce => BeneficiaryRules.Check(request.Primary, substitutes, person.Dni, inForce, today));
        if (checkedPeople.Error is { } wrong)
        {
            return wrong;
        }

        var known = await letters.ReadAsync(memberId, cancellation);
        var people = new BeneficiaryLetter(known.Book.NextVersion, request.Primary, substitutes);
        return await KeepAsync(known, people, command, now, cancellation);
    }

    private async Task<Result<LetterView>> KeepAsync(
        KnownLetters known,
        BeneficiaryLetter people,
        CommandIdentity command,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var memberId = known.Book.MemberId;
        var paper = LetterRules.Draft(known.Book, people.Version, "", now) is { Error: { } outOfTurn }
            ? outOfTurn
            : await put.PresentAsync(new PresentDocument(memberId, $"{memberId}|letter|{people.Version}", people), cancellation);
        if (paper.Error is { } refused)
        {
            return refused;
        }

        var drafted = await letters.ChangeAsync(
            memberId,
            command,
            before => LetterRules.Draft(before, people.Version, paper.Value.DocumentId, now).Then(after => Commit(known, after, people)),
            cancellation
        );

        // A repetition finds its letter by the paper: the same people under the same version are the same paper.
        return drafted.Then<LetterView>(book =>
            book.Letters.LastOrDefault(letter => letter.DocumentId == paper.Value.DocumentId) is { } letter
                ? LetterView.Of(letter, people) with
                {
                    Confirmation = new SigningAct(paper.Value.Operation, paper.Value.Parts),
                }
                : LetterErrors.Changed
        );
    }

    private Result<Commit<LetterBook>> Commit(KnownLetters known, LetterBook after, BeneficiaryLetter people)
    {
        var letter = after.Letters[^1];
        return new Commit<LetterBook>(after)
        {
            Events =
            [
                LetterEvents.Drafted.With(
                    new LetterMoved(after.MemberId, letter.Version, letter.DocumentId, letter.Status, letter.DraftedAt)
                ),
            ],
            Personal = letters.Seal(known, people),
            Answer = new IdempotencyRecord(201, letter.DocumentId),
        };
    }
}

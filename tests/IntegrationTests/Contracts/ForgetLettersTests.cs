using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Contracts.Letters;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Contracts;

/// <summary>What an erased member's beneficiary letters still say (Law 29733), and what the law has the fund keep.</summary>
public sealed class ForgetLettersTests
{
    private const string People = """
        {"primary":[
          {"name":"Inti Quispe","documentType":"ce","documentNumber":"A12345678","kinship":"child","share":100,"birthDate":"1999-01-02"}
        ]}
        """;

    [Fact]
    public async Task Letter_that_nobody_signed_is_forgotten_with_its_key_and_can_not_be_signed_any_more()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var drafted = await teacher.AskAsync("POST", "beneficiary-letters", People);

        await EraseAsync(teacher, "erase-1");
        await EraseAsync(teacher, "erase-1");
        await EraseAsync(teacher, "erase-2");

        var known = await teacher.Service<LetterStore>().ReadAsync(teacher.MemberId, default);
        Assert.Null(known.Key);
        Assert.All(known.Personal, row => Assert.True(row.Sealed.IsEmpty));
        Assert.Equal(LetterStatus.Void, Assert.Single(known.Book.Letters).Status);
        var signed = await teacher.SignAsync(drafted.Text("documentId"), "none", "000000");
        Assert.Equal(409, signed.Status);
    }

    [Fact]
    public async Task Signed_letter_stays_with_its_people_and_the_draft_after_it_goes()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var first = await teacher.AskAsync("POST", "beneficiary-letters", People);
        await SignAsync(teacher, first);
        await teacher.AskAsync("POST", "beneficiary-letters", People.Replace("Inti", "Wayra", StringComparison.Ordinal));

        await EraseAsync(teacher, "erase-1");

        var known = await teacher.Service<LetterStore>().ReadAsync(teacher.MemberId, default);
        Assert.Equal([LetterStatus.InForce, LetterStatus.Void], known.Book.Letters.Select(letter => letter.Status));
        Assert.Equal("Inti Quispe", known.PeopleOf(1)!.Primary.Single().Name);
        Assert.Null(known.PeopleOf(2));
        var holds = new List<string>();
        foreach (var holder in teacher.Services.GetServices<IPersonalDataHolder>())
        {
            holds.AddRange((await holder.OfAsync(teacher.MemberId, default)).Holds);
        }

        Assert.Contains(LegalHoldKinds.SignedDocument, holds);
    }

    [Fact]
    public async Task Letter_whose_signature_is_still_on_its_way_keeps_its_people()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var drafted = await teacher.AskAsync("POST", "beneficiary-letters", People);
        await SignAsync(teacher, drafted, heard: false);

        await EraseAsync(teacher, "erase-1");
        await teacher.PumpAsync();

        var known = await teacher.Service<LetterStore>().ReadAsync(teacher.MemberId, default);
        Assert.Equal(LetterStatus.InForce, Assert.Single(known.Book.Letters).Status);
        Assert.NotNull(known.PeopleOf(1));
    }

    private static async Task SignAsync(SigningTeacher teacher, Identity.PhoneAnswer drafted, bool heard = true)
    {
        var act = drafted.Json.GetProperty("confirmation");
        var (operation, parts) = (
            act.GetProperty("operation").GetString()!,
            act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList()
        );
        await teacher.SeeFaceAsync(operation, parts);
        var (challenge, code) = await teacher.CodeAsync(operation, parts);
        Assert.Equal(200, (await teacher.SignAsync(drafted.Text("documentId"), challenge, code)).Status);
        if (heard)
        {
            await teacher.PumpAsync();
        }
    }

    private static async Task EraseAsync(SigningTeacher teacher, string message)
    {
        var now = teacher.Clock.GetUtcNow();
        var context = new MessageContext(new IncomingMessage(message, "t", "/membership", now, 1, default), "contracts-events", 1);
        var granted = new ErasureGranted(teacher.MemberId, false, now);
        Assert.Equal(MessageOutcome.Done, await teacher.Service<ForgetLetters>().HandleAsync(granted, context, default));
    }
}

using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.App.Benefits.Notices;
using Serverless.App.Benefits.Officers;
using Serverless.App.Benefits.Terms;

namespace Serverless.UnitTests.Benefits;

public sealed class NoticeTextTests
{
    [Fact]
    public void Claimant_is_told_which_paper_is_missing_in_seven_bit_letters()
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck).WithPapers();
        var without = check with { Documents = [.. check.Documents.Where(paper => paper.Code != "last-payslip")] };
        var observed = DocumentRules.Observe(without, DocumentRules.Missing(without), SampleClaim.Now).Value;

        var text = NoticeText.Of(observed, Changed("check-documents", ClaimStatus.DocumentCheck, ClaimStatus.Observed))!;

        Assert.Contains("Tu ultima boleta de pago", text, StringComparison.Ordinal);
        Assert.All(text, letter => Assert.InRange(letter, ' ', '~'));
    }

    [Theory]
    [InlineData("take", nameof(ClaimStatus.DocumentCheck))]
    [InlineData("view", nameof(ClaimStatus.DocumentCheck))]
    [InlineData("deadline", nameof(ClaimStatus.Eligible))]
    [InlineData("approve", nameof(ClaimStatus.Reviewed))]
    public void What_matters_to_the_office_only_is_told_to_nobody(string act, string to) =>
        Assert.Null(
            NoticeText.Of(
                SampleClaim.In(Enum.Parse<ClaimStatus>(to)),
                Changed(act, Enum.Parse<ClaimStatus>(to), Enum.Parse<ClaimStatus>(to))
            )
        );

    [Theory]
    [InlineData(nameof(BenefitKind.Retirement))]
    [InlineData(nameof(BenefitKind.Invalidity))]
    [InlineData(nameof(BenefitKind.Death))]
    [InlineData(nameof(BenefitKind.Refund))]
    public void Every_kind_has_a_list_of_papers_that_fits_two_text_messages(string kind)
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck, Enum.Parse<BenefitKind>(kind));
        var observed = DocumentRules.Observe(check, DocumentRules.Missing(check), SampleClaim.Now).Value;

        var text = NoticeText.Of(observed, Changed("check-documents", ClaimStatus.DocumentCheck, ClaimStatus.Observed))!;

        Assert.True(text.Length <= 300 && text.EndsWith("en la app.", StringComparison.Ordinal), text);
    }

    [Fact]
    public void Claim_stands_in_the_list_of_who_must_act_and_overdue_beside_it()
    {
        var waiting = SampleClaim.In(ClaimStatus.DocumentCheck).WithPapers();

        Assert.Equal([WorkRules.Documents], WorkRules.QueuesOf(waiting));
        Assert.Equal([WorkRules.Documents, WorkRules.Overdue], WorkRules.QueuesOf(waiting with { AlertedPercent = 100 }));
        Assert.Empty(WorkRules.QueuesOf(SampleClaim.In(ClaimStatus.Observed)));
        Assert.Equal([WorkRules.SecondApproval], WorkRules.QueuesOf(OnceApproved()));
    }

    [Fact]
    public void Every_row_of_terms_and_lists_names_its_source_and_covers_today()
    {
        var today = new DateOnly(2026, 11, 22);

        Assert.Equal(15, BenefitTerms.Shipped().At(today).Value.SlaWorkingDays);
        Assert.All(
            Enum.GetValues<BenefitKind>(),
            kind => Assert.Contains(DocumentLists.Shipped().For(kind, today).Value, wanted => wanted.Required)
        );
    }

    private static BenefitClaim OnceApproved()
    {
        var reviewed = FigureRules.Review(SampleClaim.Calculated(60_000m), "b", SampleClaim.Now).Value;
        return FigureRules.Approve(reviewed, "b", SampleClaim.Now).Value;
    }

    private static ClaimChanged Changed(string act, ClaimStatus from, ClaimStatus to) =>
        new("c", "m", BenefitKind.Retirement, 1, act, "system", null, null, from, to);
}

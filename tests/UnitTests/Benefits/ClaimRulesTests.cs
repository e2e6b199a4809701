using System.Collections.Immutable;
using CsCheck;
using Serverless.App.Benefits.Claims;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Benefits;

public sealed class ClaimRulesTests
{
    private static readonly DateTimeOffset Now = SampleClaim.Now;

    [Fact]
    public void D24_missing_document_stops_the_clock_and_an_upload_of_it_starts_it_again()
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck).WithPapers();
        var without = check with { Documents = [.. check.Documents.Where(paper => paper.Code != "last-payslip")] };

        var observed = DocumentRules.Observe(without, DocumentRules.Missing(without), Now).Value;
        var uploaded = DocumentRules.Receive(observed, SampleClaim.Paper("last-payslip", at: Now.AddDays(10))).Value;
        var resumed = DocumentRules.Resume(uploaded, Now.AddDays(10)).Value;

        Assert.Equal(["last-payslip"], observed.Observation!.Codes.AsEnumerable());
        Assert.True(observed.Clock.IsPaused);
        Assert.Null(observed.Clock.DueDate(SampleClaim.Calendar));
        Assert.True(DocumentRules.IsAnswered(uploaded));
        Assert.Equal(ClaimStatus.DocumentCheck, resumed.Status);
        Assert.Equal(SampleClaim.Calendar.AddWorkingDays(new DateOnly(2026, 3, 12), 15), resumed.Clock.DueDate(SampleClaim.Calendar));
    }

    [Fact]
    public void Observation_of_two_papers_is_answered_by_both_only()
    {
        var check = SampleClaim.In(ClaimStatus.DocumentCheck).WithPapers();
        var reasons = ImmutableDictionary<string, string>.Empty.Add("dni", "unreadable").Add("last-payslip", "expired");
        var observed = DocumentRules.SendBack(check, reasons, Now).Value;

        var one = DocumentRules.Receive(observed, SampleClaim.Paper("dni")).Value;
        var both = DocumentRules.Receive(one, SampleClaim.Paper("last-payslip")).Value;

        Assert.False(DocumentRules.IsAnswered(one));
        Assert.True(DocumentRules.IsAnswered(both));
    }

    [Fact]
    public void Paper_that_the_list_does_not_name_is_refused() =>
        Assert.Equal(
            "benefits.document-not-wanted",
            DocumentRules.Receive(SampleClaim.Registered(), SampleClaim.Paper("death-certificate")).Error!.Code
        );

    [Fact]
    public void Who_calculated_neither_reviews_nor_approves()
    {
        var calculated = SampleClaim.Calculated();
        var reviewed = FigureRules.Review(calculated, "officer-b", Now).Value;

        Assert.Equal("platform.duties-not-separate", FigureRules.Review(calculated, "officer-a", Now).Error!.Code);
        Assert.Equal("platform.duties-not-separate", FigureRules.Approve(reviewed, "officer-a", Now).Error!.Code);
        Assert.Equal(ClaimStatus.Approved, FigureRules.Approve(reviewed, "officer-b", Now).Value.Status);
    }

    [Fact]
    public void D08_amount_above_the_limit_needs_a_second_approver_who_is_somebody_else()
    {
        var reviewed = FigureRules.Review(SampleClaim.Calculated(50_000.01m), "officer-b", Now).Value;

        var first = FigureRules.Approve(reviewed, "officer-b", Now).Value;
        var again = FigureRules.Approve(first, "officer-b", Now);
        var calculator = FigureRules.Approve(first, "officer-a", Now);
        var second = FigureRules.Approve(first, "officer-c", Now).Value;

        Assert.Equal(ClaimStatus.Reviewed, first.Status);
        Assert.Equal((ErrorKind.Conflict, "benefits.second-approver-missing"), (again.Error!.Kind, again.Error.Code));
        Assert.Equal("benefits.second-approver-missing", calculator.Error!.Code);
        Assert.Equal(ClaimStatus.Approved, second.Status);
    }

    [Theory]
    [InlineData(50_000, nameof(ClaimStatus.Approved))]
    [InlineData(50_001, nameof(ClaimStatus.Reviewed))]
    public void One_approver_is_enough_up_to_the_limit(int soles, string after) =>
        Assert.Equal(
            Enum.Parse<ClaimStatus>(after),
            FigureRules.Approve(FigureRules.Review(SampleClaim.Calculated(soles), "b", Now).Value, "b", Now).Value.Status
        );

    [Theory]
    [InlineData(nameof(ClaimStatus.Calculated), nameof(ClaimStatus.Eligible))]
    [InlineData(nameof(ClaimStatus.Reviewed), nameof(ClaimStatus.Eligible))]
    [InlineData(nameof(ClaimStatus.Approved), nameof(ClaimStatus.Eligible))]
    [InlineData(nameof(ClaimStatus.DocumentCheck), nameof(ClaimStatus.DocumentCheck))]
    public void Court_order_voids_figures_that_were_made_without_it(string before, string after)
    {
        var claim = SampleClaim.Calculated() with { Status = Enum.Parse<ClaimStatus>(before) };
        var order = new CourtOrder("o1", "EXP-123-2026", new Money(100m), Now, null);

        var ordered = FigureRules.Order(claim, order, Now).Value;

        Assert.Equal(Enum.Parse<ClaimStatus>(after), ordered.Status);
        Assert.Equal(Enum.Parse<ClaimStatus>(after) == ClaimStatus.Eligible, ordered.Liquidation is null);
        Assert.Equal("benefits.court-order-known", FigureRules.Order(ordered, order with { Id = "o2" }, Now).Error!.Code);
    }

    [Theory]
    [InlineData(nameof(ClaimStatus.PaymentOrdered))]
    [InlineData(nameof(ClaimStatus.Paid))]
    [InlineData(nameof(ClaimStatus.Cancelled))]
    [InlineData(nameof(ClaimStatus.Ineligible))]
    public void Court_order_comes_too_late_once_money_is_on_its_way_or_nothing_is_paid(string status)
    {
        var order = new CourtOrder("o1", "EXP-123-2026", new Money(100m), Now, null);

        Assert.Equal(
            "benefits.claim-step-not-allowed",
            FigureRules.Order(SampleClaim.In(Enum.Parse<ClaimStatus>(status)), order, Now).Error!.Code
        );
    }

    [Fact]
    public void Illegal_step_is_a_conflict_that_names_the_allowed_ones()
    {
        var refused = ClaimMoveRules.Move(SampleClaim.In(ClaimStatus.Approved), ClaimStep.Cancel, Now).Error!;

        Assert.Equal((ErrorKind.Conflict, "benefits.claim-step-not-allowed"), (refused.Kind, refused.Code));
        Assert.Equal("recalculate, offset-debts", refused.Arguments["allowed"]);
    }

    [Theory]
    [InlineData(nameof(ClaimStatus.Registered), true)]
    [InlineData(nameof(ClaimStatus.Observed), true)]
    [InlineData(nameof(ClaimStatus.Reviewed), true)]
    [InlineData(nameof(ClaimStatus.Approved), false)]
    [InlineData(nameof(ClaimStatus.PaymentOrdered), false)]
    [InlineData(nameof(ClaimStatus.Paid), false)]
    public void Claimant_may_cancel_until_it_is_approved(string status, bool may) =>
        Assert.Equal(may, ClaimMoveRules.Move(SampleClaim.In(Enum.Parse<ClaimStatus>(status)), ClaimStep.Cancel, Now).IsSuccess);

    [Fact]
    public void Every_status_has_words_and_every_path_ends() =>
        Gen.Int[0, 1000]
            .Array[1, 60]
            .Sample(choices =>
            {
                var claim = SampleClaim.Registered();
                foreach (var choice in choices)
                {
                    var steps = ClaimMoveRules.Allowed(claim.Status).ToArray();
                    Assert.NotEmpty(ClaimWords.TextOf(claim.Status));
                    Assert.True(steps.Length > 0 || ClaimMoveRules.IsEnded(claim.Status), $"{claim.Status} is a dead end");
                    if (steps.Length == 0)
                    {
                        return;
                    }

                    claim = ClaimMoveRules.Move(claim, steps[choice % steps.Length], Now).Value;
                }
            });

    [Fact]
    public void Appeal_begins_a_new_round_and_is_decided_by_somebody_else_than_who_refused()
    {
        var refusal = new Refusal("duplicate", "officer-b", new DateOnly(2026, 3, 20));
        var refused = FigureRules.Refuse(SampleClaim.Calculated(), ClaimStep.Reject, refusal, Now).Value;

        var appealed = AppealRules.Appeal(refused, Now).Value;

        Assert.Equal((2, ClaimStatus.Appealed), (appealed.Round, appealed.Status));
        Assert.Equal("platform.duties-not-separate", AppealRules.Uphold(appealed, "officer-b", Now).Error!.Code);
        var upheld = AppealRules.Uphold(appealed, "officer-c", Now).Value;
        Assert.Equal(ClaimStatus.Reviewed, upheld.Status);
        Assert.Equal("platform.duties-not-separate", FigureRules.Approve(upheld, "officer-a", Now).Error!.Code);
        Assert.Equal(ClaimStatus.Eligible, AppealRules.Uphold(appealed with { Liquidation = null }, "officer-c", Now).Value.Status);
        Assert.Equal("benefits.appeal-late", AppealRules.Appeal(refused, Now.AddDays(30)).Error!.Code);
        var dismissed = AppealRules.Dismiss(appealed, "officer-c", Now).Value;
        Assert.Equal("benefits.appeal-late", AppealRules.Appeal(dismissed, Now).Error!.Code);
    }
}

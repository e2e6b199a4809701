using System.Collections.Immutable;
using CsCheck;
using Serverless.App.Membership.Affiliations;

namespace Serverless.UnitTests.Membership;

public sealed class AffiliationRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly Acquisition School = new("school", "P-7", "IE 70010", "2026-11");
    private static readonly AffiliationTerms Terms = new(TimeSpan.FromDays(30), ["service", "payroll-discount"]);

    private static readonly ImmutableArray<ConsentGiven> Consents =
    [
        new("service", "2026-01", "h1", "app", Noon),
        new("payroll-discount", "2026-01", "h2", "app", Noon),
    ];

    [Fact]
    public void D23_affiliation_goes_from_draft_to_active_when_payroll_applies_the_first_discount()
    {
        var affiliation = Walk(
            AffiliationStep.AskIdentity,
            AffiliationStep.VerifyIdentity,
            AffiliationStep.SignDocuments,
            AffiliationStep.SendToPayroll,
            AffiliationStep.Activate
        );

        Assert.Equal(AffiliationStatus.Active, affiliation.Status);
        Assert.Null(affiliation.ExpiresAt);
    }

    [Fact]
    public void D23_affiliation_refused_by_payroll_says_why_and_can_be_corrected()
    {
        var sent = Walk(
            AffiliationStep.AskIdentity,
            AffiliationStep.VerifyIdentity,
            AffiliationStep.SignDocuments,
            AffiliationStep.SendToPayroll
        );

        var rejected = AffiliationRules.RejectByPayroll(sent, "TOPE-50", Terms, Noon).Value;
        var corrected = AffiliationRules.Correct(rejected, Noon).Value;

        Assert.Equal("TOPE-50", rejected.PayrollReason);
        Assert.Equal((AffiliationStatus.SentToPayroll, null), (corrected.Status, corrected.PayrollReason));
    }

    [Fact]
    public void D35_affiliation_keeps_where_it_came_from()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;

        Assert.Equal((School, 1, AffiliationStatus.Draft), (started.Acquisition, started.Round, started.Status));
    }

    [Theory]
    [InlineData("service")]
    [InlineData("payroll-discount")]
    public void Start_without_a_required_consent_names_it(string missing)
    {
        var started = AffiliationRules.Start(
            new Affiliation("m1"),
            School,
            Consents.RemoveAll(given => given.Purpose == missing),
            Terms,
            Noon
        );

        Assert.Equal(("membership.consent-missing", missing), (started.Error!.Code, started.Error.Arguments["purpose"]));
    }

    [Fact]
    public void Start_while_one_is_open_is_refused_and_names_what_is_allowed()
    {
        var open = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;

        var second = AffiliationRules.Start(open, School, Consents, Terms, Noon);

        Assert.Equal("membership.affiliation-step-not-allowed", second.Error?.Code);
        Assert.Equal("sign, cancel", second.Error?.Arguments["allowed"]);
    }

    [Theory]
    [InlineData(AffiliationStep.Cancel)]
    [InlineData(AffiliationStep.Expire)]
    public void Start_after_the_last_round_ended_opens_the_next(object ending)
    {
        var ended = Walk((AffiliationStep)ending);

        var again = AffiliationRules.Start(ended, School, Consents, Terms, Noon.AddDays(1)).Value;

        Assert.Equal((2, Noon.AddDays(31)), (again.Round, again.ExpiresAt));
    }

    [Theory]
    [InlineData(AffiliationStep.Cancel)]
    [InlineData(AffiliationStep.Expire)]
    public void Affiliation_at_payroll_can_neither_be_cancelled_nor_expire(object step)
    {
        var sent = Walk(
            AffiliationStep.AskIdentity,
            AffiliationStep.VerifyIdentity,
            AffiliationStep.SignDocuments,
            AffiliationStep.SendToPayroll
        );

        Assert.False(AffiliationRules.Move(sent, (AffiliationStep)step, Noon).IsSuccess);
    }

    [Fact]
    public void D23_member_s_confirmation_goes_from_draft_to_payroll_in_one_decision()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;

        var sent = AffiliationRules.Confirm(started, Noon.AddDays(29)).Value;

        Assert.Equal((AffiliationStatus.SentToPayroll, 1), (sent.Status, sent.Attempts));
    }

    [Theory]
    [InlineData(false, false, "IdentityPending")]
    [InlineData(true, false, "IdentityVerified")]
    [InlineData(false, true, "IdentityVerified")]
    [InlineData(true, true, "DocumentsSigned")]
    public void D23_first_signature_shows_who_the_member_is_and_both_complete_the_papers(bool contract, bool letter, string reached)
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;
        var presented = AffiliationRules.Present(started, "paper-1", Noon).Value;

        var signed = AffiliationRules.Signed(presented, contract, letter, Noon);

        Assert.Equal("paper-1", signed.ContractId);
        Assert.Equal(reached, signed.Status.ToString());
        Assert.Equal(signed, AffiliationRules.Signed(signed, contract, letter, Noon));
        Assert.Equal(AffiliationStatus.SentToPayroll, AffiliationRules.Confirm(signed, Noon).Value.Status);
    }

    [Fact]
    public void D23_signature_before_the_papers_are_presented_or_after_payroll_was_asked_moves_nothing()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;
        var sent = AffiliationRules.Confirm(started, Noon).Value;

        Assert.Equal(started, AffiliationRules.Signed(started, true, true, Noon));
        Assert.Equal(sent, AffiliationRules.Signed(sent, true, true, Noon));
        Assert.False(AffiliationRules.Present(sent, "paper-2", Noon).IsSuccess);
        Assert.False(AffiliationRules.Confirm(sent, Noon).IsSuccess);
    }

    [Fact]
    public void Confirm_is_refused_from_the_moment_the_term_is_over_though_no_message_said_so()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;

        var late = AffiliationRules.Confirm(started, Noon.AddDays(30));

        Assert.Equal("membership.affiliation-overdue", late.Error?.Code);
    }

    [Fact]
    public void Refusal_by_payroll_gives_the_whole_term_again_to_correct_it()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;
        var sent = AffiliationRules.Confirm(started, Noon.AddDays(29)).Value;

        var rejected = AffiliationRules.RejectByPayroll(sent, "TOPE-50", Terms, Noon.AddDays(45)).Value;

        Assert.Equal(Noon.AddDays(75), rejected.ExpiresAt);
        Assert.True(AffiliationRules.Correct(rejected, Noon.AddDays(74)).IsSuccess);
        Assert.Equal("membership.affiliation-overdue", AffiliationRules.Correct(rejected, Noon.AddDays(75)).Error?.Code);
    }

    [Fact]
    public void Discount_that_payroll_makes_after_it_refused_activates_because_the_money_decides()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;
        var rejected = AffiliationRules.RejectByPayroll(AffiliationRules.Confirm(started, Noon).Value, "OTRO", Terms, Noon).Value;

        var active = AffiliationRules.Activate(rejected, Noon.AddDays(1)).Value;

        Assert.Equal((AffiliationStatus.Active, null, null), (active.Status, active.PayrollReason, active.ExpiresAt));
    }

    [Fact]
    public void Every_status_has_a_code_of_its_own_and_a_text() =>
        Assert.Equal(
            Enum.GetValues<AffiliationStatus>().Length,
            Enum.GetValues<AffiliationStatus>()
                .Select(status => (AffiliationWords.CodeOf(status), AffiliationWords.TextOf(status)))
                .Distinct()
                .Count()
        );

    [Fact]
    public void Every_status_is_reached_and_every_move_not_in_the_table_is_refused()
    {
        var reached = new HashSet<AffiliationStatus> { AffiliationStatus.None };
        var frontier = new Queue<AffiliationStatus>(reached);
        while (frontier.TryDequeue(out var status))
        {
            var allowed = AffiliationRules.Allowed(status).ToHashSet();
            foreach (var step in Enum.GetValues<AffiliationStep>())
            {
                var moved = AffiliationRules.Move(new Affiliation("m1") { Status = status }, step, Noon);
                Assert.Equal(allowed.Contains(step), moved.IsSuccess);
                if (moved.IsSuccess && reached.Add(moved.Value.Status))
                {
                    frontier.Enqueue(moved.Value.Status);
                }
            }
        }

        Assert.Equal(Enum.GetValues<AffiliationStatus>().Length, reached.Count);
    }

    [Fact]
    public void Any_walk_keeps_an_expiry_exactly_while_the_affiliation_is_open() =>
        Gen.Enum<AffiliationStep>()
            .Array[0, 40]
            .Sample(steps =>
            {
                var affiliation = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value;
                foreach (var step in steps.Where(step => step != AffiliationStep.Start))
                {
                    var moved = AffiliationRules.Move(affiliation, step, Noon);
                    affiliation = moved.IsSuccess ? moved.Value : affiliation;
                    Assert.Equal(AffiliationRules.IsOpen(affiliation.Status), affiliation.ExpiresAt is not null);
                }
            });

    private static Affiliation Walk(params AffiliationStep[] steps) =>
        steps.Aggregate(
            AffiliationRules.Start(new Affiliation("m1"), School, Consents, Terms, Noon).Value,
            (affiliation, step) => AffiliationRules.Move(affiliation, step, Noon).Value
        );
}

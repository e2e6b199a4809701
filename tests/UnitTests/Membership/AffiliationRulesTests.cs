using System.Collections.Immutable;
using CsCheck;
using Serverless.App.Membership.Affiliations;

namespace Serverless.UnitTests.Membership;

public sealed class AffiliationRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly Acquisition School = new("school", "P-7", "IE 70010", "campaña-2026");

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

        var rejected = AffiliationRules.RejectByPayroll(sent, "no-capacity", Noon).Value;
        var corrected = AffiliationRules.Move(rejected, AffiliationStep.Correct, Noon).Value;

        Assert.Equal("no-capacity", rejected.PayrollReason);
        Assert.Equal(AffiliationStatus.SentToPayroll, corrected.Status);
    }

    [Fact]
    public void D35_affiliation_keeps_where_it_came_from()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Noon).Value;

        Assert.Equal((School, 1, AffiliationStatus.Draft), (started.Acquisition, started.Round, started.Status));
    }

    [Theory]
    [InlineData("service")]
    [InlineData("payroll-discount")]
    public void Start_without_a_required_consent_names_it(string missing)
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School, Consents.RemoveAll(given => given.Purpose == missing), Noon);

        Assert.Equal(("membership.consent-missing", missing), (started.Error!.Code, started.Error.Arguments["purpose"]));
    }

    [Fact]
    public void Start_by_an_unknown_strategy_is_refused()
    {
        var started = AffiliationRules.Start(new Affiliation("m1"), School with { Strategy = "radio" }, Consents, Noon);

        Assert.Equal("membership.strategy-unknown", started.Error?.Code);
    }

    [Fact]
    public void Start_while_one_is_open_is_refused_and_names_what_is_allowed()
    {
        var open = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Noon).Value;

        var second = AffiliationRules.Start(open, School, Consents, Noon);

        Assert.Equal("membership.affiliation-step-not-allowed", second.Error?.Code);
        Assert.Equal("AskIdentity, Cancel, Expire", second.Error?.Arguments["allowed"]);
    }

    [Theory]
    [InlineData(AffiliationStep.Cancel)]
    [InlineData(AffiliationStep.Expire)]
    public void Start_after_the_last_round_ended_opens_the_next(object ending)
    {
        var ended = Walk((AffiliationStep)ending);

        var again = AffiliationRules.Start(ended, School, Consents, Noon.AddDays(1)).Value;

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
                var affiliation = AffiliationRules.Start(new Affiliation("m1"), School, Consents, Noon).Value;
                foreach (var step in steps.Where(step => step != AffiliationStep.Start))
                {
                    var moved = AffiliationRules.Move(affiliation, step, Noon);
                    affiliation = moved.IsSuccess ? moved.Value : affiliation;
                    Assert.Equal(AffiliationRules.IsOpen(affiliation.Status), affiliation.ExpiresAt is not null);
                }
            });

    private static Affiliation Walk(params AffiliationStep[] steps) =>
        steps.Aggregate(
            AffiliationRules.Start(new Affiliation("m1"), School, Consents, Noon).Value,
            (affiliation, step) => AffiliationRules.Move(affiliation, step, Noon).Value
        );
}

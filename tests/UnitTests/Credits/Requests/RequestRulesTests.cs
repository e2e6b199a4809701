using Serverless.App.Credits.Requests;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Requests;

public sealed class RequestRulesTests
{
    private static readonly Money Limit = new(20_000m);
    private static readonly DateTimeOffset Now = SampleRequest.Now;

    [Theory]
    [InlineData(nameof(RequestStatus.Simulated), false)]
    [InlineData(nameof(RequestStatus.Review), false)]
    [InlineData(nameof(RequestStatus.ContractSigned), false)]
    [InlineData(nameof(RequestStatus.DisburseFailed), false)]
    [InlineData(nameof(RequestStatus.LoanOpen), false)]
    [InlineData(nameof(RequestStatus.Withdrawn), true)]
    [InlineData(nameof(RequestStatus.Expired), true)]
    public void Request_may_be_forgotten_once_it_ended_without_money(string status, bool may) =>
        Assert.Equal(may, RequestRules.MayBeForgotten(SampleRequest.Simulated() with { Status = Enum.Parse<RequestStatus>(status) }, Now));

    [Fact]
    public void Refused_request_is_forgotten_once_nobody_can_ask_for_another_look_and_one_that_paid_a_creditor_never()
    {
        var declined = SampleRequest.Simulated() with { Status = RequestStatus.Declined, ExpiresAt = Now.AddDays(1) };
        var paid = new PurchaseLine(1, "BANCO-A", new Money(100m)) { PaidOn = new DateOnly(2026, 11, 22) };

        Assert.False(RequestRules.MayBeForgotten(declined, Now));
        Assert.True(RequestRules.MayBeForgotten(declined with { Reviewed = true }, Now));
        Assert.True(RequestRules.MayBeForgotten(declined, Now.AddDays(1)));
        Assert.False(RequestRules.MayBeForgotten(declined with { Status = RequestStatus.Withdrawn, Lines = [paid] }, Now));
    }

    [Fact]
    public void D17_request_goes_from_first_figures_to_money_on_its_way()
    {
        var request = SampleRequest.Disbursing();

        Assert.Equal((RequestStatus.Disbursing, 1), (request.Status, request.Round));
        Assert.Equal(Now, request.Accepted!.SignedAt);
    }

    [Fact]
    public void D17_every_step_stands_in_the_chain_with_who_took_it()
    {
        var started = RequestRules
            .Start(SampleRequest.Simulated() with { Status = RequestStatus.None }, Products.SampleCatalogue.Product, "member", Now)
            .Value;
        var submitted = RequestRules.Submit(started.Request, Now).Value;

        Assert.Equal(["draft", "simulated"], started.Moves.Select(move => move.To));
        Assert.Equal([("simulated", "submitted"), ("submitted", "precheck")], submitted.Moves.Select(move => (move.From, move.To)));
        Assert.All(submitted.Moves, move => Assert.Equal("member", move.By));
    }

    [Fact]
    public void D08_credit_above_the_limit_waits_for_a_second_officer()
    {
        var signed = RequestRules.Sign(SampleRequest.Accepted(), SampleRequest.Sha, Now, new Money(7_999.99m), Now).Value.Request;

        var released = RequestRules.DecideSecond(signed, approve: true, "officer-1", Now).Value.Request;

        Assert.Equal((RequestStatus.SecondApproval, 0), (signed.Status, signed.Round));
        Assert.Equal((RequestStatus.Disbursing, 1), (released.Status, released.Round));
    }

    [Fact]
    public void D08_officer_who_reviewed_a_request_cannot_approve_its_money()
    {
        var referred = SampleRequest.Judge(SampleRequest.Checking(), SampleRequest.Facts with { Bureau = null }).Value.Request;
        var reviewed = RequestRules.DecideReview(referred, approve: true, "officer-1", Now).Value.Request;
        var accepted = RequestRules
            .Accept(reviewed, new AcceptedTerms(SampleRequest.Price(reviewed).Terms, "h", "d", SampleRequest.Sha), Now)
            .Value.Request;
        var signed = RequestRules.Sign(accepted, SampleRequest.Sha, Now, Money.Zero, Now).Value.Request;

        Assert.Equal("platform.duties-not-separate", RequestRules.DecideSecond(signed, true, "officer-1", Now).Error?.Code);
        Assert.True(RequestRules.DecideSecond(signed, true, "officer-2", Now).IsSuccess);
    }

    [Fact]
    public void Signature_under_another_document_changes_nothing() =>
        Assert.Equal("credits.request-step-not-allowed", RequestRules.Sign(SampleRequest.Accepted(), "other", Now, Limit, Now).Error?.Code);

    [Fact]
    public void Refused_request_is_reviewed_by_a_person_once()
    {
        var declined = SampleRequest.Judge(SampleRequest.Checking(), SampleRequest.Facts with { InArrears = true }).Value.Request;
        var asked = RequestRules.AskReview(declined, Now).Value.Request;

        var again = RequestRules.DecideReview(asked, approve: false, "officer-1", Now).Value.Request;

        Assert.Equal((RequestStatus.Review, RequestStatus.Declined), (asked.Status, again.Status));
        Assert.Equal("credits.reviewed-already", RequestRules.AskReview(again, Now).Error?.Code);
        Assert.Equal(DeclineCodes.Officer, again.Reasons.Single().Code);
    }

    [Fact]
    public void Request_whose_time_is_over_can_no_longer_be_submitted_or_accepted()
    {
        var late = Now.AddDays(15);

        Assert.Equal("credits.request-overdue", RequestRules.Submit(SampleRequest.Simulated(), late).Error?.Code);
        Assert.Equal(
            "credits.request-overdue",
            RequestRules.Accept(SampleRequest.Preapproved(), SampleRequest.Accepted().Accepted!, late).Error?.Code
        );
        Assert.Equal(RequestStatus.Expired, RequestRules.Expire(SampleRequest.Preapproved(), late).Value.Request.Status);
    }

    [Fact]
    public void Money_on_its_way_can_neither_be_withdrawn_nor_expire()
    {
        var disbursing = SampleRequest.Disbursing();

        Assert.Equal("credits.request-step-not-allowed", RequestRules.Withdraw(disbursing, Now).Error?.Code);
        Assert.Equal("credits.request-step-not-allowed", RequestRules.Expire(disbursing, Now.AddDays(30)).Error?.Code);
    }

    [Fact]
    public void Step_out_of_turn_names_what_the_member_can_do()
    {
        var refused = RequestRules.Accept(SampleRequest.Simulated(), SampleRequest.Accepted().Accepted!, Now);

        Assert.Equal("credits.request-step-not-allowed", refused.Error?.Code);
        Assert.Equal("submit, withdraw", refused.Error!.Arguments["allowed"]);
    }

    [Fact]
    public void Every_status_is_reached_and_every_move_not_in_the_table_is_refused()
    {
        var reached = new HashSet<RequestStatus> { RequestStatus.None };
        var frontier = new Queue<RequestStatus>(reached);
        while (frontier.TryDequeue(out var status))
        {
            var allowed = RequestMoves.Allowed(status).ToHashSet();
            foreach (var step in Enum.GetValues<RequestStep>())
            {
                var moved = RequestMoves.Next(status, step);
                Assert.Equal(allowed.Contains(step), moved.IsSuccess);
                if (moved.IsSuccess && reached.Add(moved.Value))
                {
                    frontier.Enqueue(moved.Value);
                }
            }
        }

        Assert.Equal(Enum.GetValues<RequestStatus>().Length, reached.Count);
    }

    [Fact]
    public void Every_status_has_a_code_of_its_own_and_a_text() =>
        Assert.Equal(
            Enum.GetValues<RequestStatus>().Length,
            Enum.GetValues<RequestStatus>().Select(status => (RequestWords.CodeOf(status), RequestWords.TextOf(status))).Distinct().Count()
        );
}

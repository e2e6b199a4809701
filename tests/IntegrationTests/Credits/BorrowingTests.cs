using Serverless.App.Contracts.Documents;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Messages;
using Serverless.App.Credits.Requests;
using Serverless.Local.Simulators.Credit;
using Serverless.Platform.Kernel;
using Serverless.Platform.Sms;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Credits;

/// <summary>From a wish to a loan and back to owing nothing, over HTTP, against Azurite and the simulators.</summary>
public sealed class BorrowingTests
{
    [Fact]
    public async Task D17_nombrada_borrows_in_one_sitting_and_the_money_leaves_once()
    {
        await using var town = await CreditTown.OpenAsync();

        var id = await town.SignedAsync();
        var first = await town.LookAsync(id);
        var again = await town.LookAsync(id);
        await town.BankPaysAsync(id, message: "paid-1");
        await town.BankPaysAsync(id, message: "paid-1");
        await town.BankPaysAsync(id, message: "paid-2");
        var last = await town.LookAsync(id);

        var request = await town.RequestAsync(id);
        Assert.Equal((false, false, true), (first.Ended, again.Ended, last.Ended));
        Assert.Equal(RequestStatus.LoanOpen, request.Status);
        var loan = (await town.Service<LoanStore>().FindAsync(request.LoanId!, default))!;
        Assert.Equal((new Money(8_000m), "app", "UGEL-01"), (loan.Balance, loan.Channel, loan.Ugel));
        Assert.Single(await town.Service<LoanStore>().LedgerAsync(loan.Id, default));
        var debts = await town.Service<LoanDebts>().OfAsync(town.MemberId, LimaTime.Today(town.Clock), default);
        Assert.Equal(new Money(8_000m), debts.Single().Payoff);
    }

    [Fact]
    public async Task D17_acceptance_without_a_face_or_of_other_figures_is_refused()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync();

        var faceless = await town.AcceptAsync(request);
        await town.SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var other = await town.AskAsync("POST", $"requests/{request.Text("requestId")}/accept", """{"termsHash":"another"}""");

        Assert.Equal((403, 409), (faceless.Status, other.Status));
        Assert.Equal("credits.terms-changed", other.Code);
    }

    [Fact]
    public async Task D17_contract_is_signed_under_the_face_of_its_acceptance_and_the_evidence_names_it()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync();
        var face = await town.SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var contract = (await town.AcceptAsync(request)).Text("documentId");

        await town.WaitAsync(TimeSpan.FromMinutes(59));
        var signed = await town.TrySignAsync(contract);

        Assert.True(signed.Status == 200, signed.Body);
        var document = (await town.Service<DocumentStore>().ReadAsync(contract, default)).State!;
        var kept = await town.Service<BlobVault>().GetAsync(document.Evidence!, default);
        Assert.Contains(face, System.Text.Encoding.UTF8.GetString(kept.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_D17_message_with_the_code_says_amount_term_and_the_end_of_the_contracts_hash()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync();
        await town.SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var contract = (await town.AcceptAsync(request)).Text("documentId");
        var act = (await town.Phone.AskAsync("GET", $"../contracts/documents/{contract}")).Json.GetProperty("confirmation");
        var sha256 = act.GetProperty("parts")[2].GetString()!;

        await town.Phone.AskAsync("POST", "challenges", act.GetRawText());
        var text = await town.TextAsync();

        Assert.Contains($"firmar tu contrato de credito: S/ 8,000.00 a 24 meses, ...{sha256[^4..]} (", text, StringComparison.Ordinal);
        Assert.Equal(1, SmsSegments.Count(text));
    }

    [Fact]
    public async Task D17_face_of_an_acceptance_that_is_an_hour_old_signs_nothing_and_one_for_the_contract_does()
    {
        await using var town = await CreditTown.OpenAsync();
        var request = await town.CheckedAsync();
        await town.SeeFaceAsync(request.Json.GetProperty("confirmation"));
        var contract = (await town.AcceptAsync(request)).Text("documentId");

        await town.WaitAsync(TimeSpan.FromMinutes(60));
        var late = await town.TrySignAsync(contract);
        var fresh = await town.TrySignAsync(contract, seen: true);

        Assert.Equal((403, "identity.face-needed"), (late.Status, late.Code));
        Assert.True(fresh.Status == 200, fresh.Body);
    }

    [Fact]
    public async Task Contratado_is_refused_with_what_would_fit_and_can_ask_for_a_person()
    {
        await using var town = await CreditTown.OpenAsync();
        town.Vendors.Say(Identity.IdentityApp.KnownDni, new CreditPerson(ContractEnd: new DateOnly(2027, 12, 31)));

        var refused = await town.CheckedAsync();
        var asked = await town.AskAsync("POST", $"requests/{refused.Text("requestId")}/review");

        Assert.Equal("declined", refused.Text("status"));
        var reason = refused.Json.GetProperty("reasons")[0];
        Assert.Equal("credits.declined-contract-end", reason.GetProperty("code").GetString());
        Assert.Contains("31/12/2027", reason.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("review", asked.Text("status"));
    }

    [Fact]
    public async Task Vendors_that_are_down_are_asked_again_and_the_request_is_decided_once()
    {
        await using var town = await CreditTown.OpenAsync();
        town.Vendors.Down = 2;

        var waiting = await town.CheckedAsync();
        await town.WaitAsync(TimeSpan.FromMinutes(2));
        await town.EventsAsync();
        var decided = await town.AskAsync("GET", $"requests/{waiting.Text("requestId")}");

        Assert.Equal(("precheck", "preapproved"), (waiting.Text("status"), decided.Text("status")));
    }

    [Fact]
    public async Task Payroll_room_that_is_gone_at_the_last_moment_moves_no_money_and_voids_the_contract()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = await town.SignedAsync();
        town.Vendors.Say(Identity.IdentityApp.KnownDni, new CreditPerson(VoluntaryCentimos: 190_000));

        var look = await town.LookAsync(id);
        await town.EventsAsync();

        var request = await town.RequestAsync(id);
        Assert.True(look.Ended);
        Assert.Equal((RequestStatus.Declined, null), (request.Status, request.LoanId));
        var contract = await town.Phone.AskAsync("GET", $"../contracts/documents/{request.Accepted!.DocumentId}");
        Assert.Equal("annulled", contract.Text("status"));
    }

    [Fact]
    public async Task Account_that_the_bank_refuses_can_be_given_up_and_nothing_is_owed()
    {
        await using var town = await CreditTown.OpenAsync();
        var id = await town.SignedAsync();
        await town.LookAsync(id);

        await town.BankRefusesAsync(id, "cci-invalid");
        var failed = await town.AskAsync("GET", $"requests/{id}");
        var withdrawn = await town.AskAsync("POST", $"requests/{id}/withdraw");

        Assert.Equal(("disburse-failed", "cci-invalid"), (failed.Text("status"), failed.Text("paymentReason")));
        Assert.Equal("withdrawn", withdrawn.Text("status"));
        Assert.Empty(await town.Service<LoanDebts>().OfAsync(town.MemberId, LimaTime.Today(town.Clock), default));
    }

    [Fact]
    public async Task D18_debt_purchase_pays_each_creditor_and_gives_the_rest_to_the_member()
    {
        await using var town = await CreditTown.OpenAsync();
        const string debts =
            ""","debts":[{"entity":"BANCO-1","cci":"01136600010003254221","balanceCentimos":300000},{"entity":"CAJA-2","cci":"01136600010003254221","balanceCentimos":200000}]""";
        var tooMuch = await town.AskAsync("POST", "requests", CreditTown.Wish(400_000, 24, "COMPRA_DEUDA", debts));

        var id = await town.SignedAsync(CreditTown.Wish(800_000, 24, "COMPRA_DEUDA", debts));
        await town.LookAsync(id);
        await town.BankPaysAsync(id, line: 1);
        await town.BankPaysAsync(id, line: 2);
        await town.LookAsync(id);
        await town.BankPaysAsync(id);
        await town.LookAsync(id);

        var request = await town.RequestAsync(id);
        Assert.Equal((422, "credits.debts-above-amount"), (tooMuch.Status, tooMuch.Code));
        Assert.Equal((RequestStatus.LoanOpen, new Money(3_000m)), (request.Status, request.Payout!.ToMember));
        Assert.All(request.Lines, line => Assert.Equal(LineStatus.Paid, line.Status));
    }

    [Fact]
    public async Task Requests_and_loans_of_others_do_not_exist_for_a_member()
    {
        await using var town = await CreditTown.OpenAsync();
        var answers = new List<int>();
        foreach (
            var path in (string[])["requests/0b6e3f4e-7f0a-4a8e-9d0e-0a3c6b0f3e11", "loans/0b6e3f4e-7f0a-4a8e-9d0e-0a3c6b0f3e11/statement"]
        )
        {
            answers.Add((await town.AskAsync("GET", path)).Status);
        }

        Assert.Equal([404, 404], answers);
    }
}

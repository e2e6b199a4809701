using Serverless.App.Benefits.Claims;
using Serverless.App.Benefits.Messages;
using Serverless.Platform.Messaging.Receiving;
using Serverless.TestKit.Order;

namespace Serverless.IntegrationTests.Benefits;

[TakesSeconds(15)]
public sealed class RetirementTests
{
    private static readonly string[] Papers = ["dni", "cessation-resolution", "last-payslip"];

    [Theory]
    [InlineData(EngineMood.Calm)]
    [InlineData(EngineMood.Doubled)]
    [InlineData(EngineMood.Forgetful)]
    public async Task D24_D26_teacher_forgets_a_paper_two_officers_act_the_bank_returns_once_and_then_pays(EngineMood mood)
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        var engine = office.Engine(id, mood);
        await office.UploadAsync(id, "dni");
        await office.UploadAsync(id, "cessation-resolution");
        await office.AskAsync("POST", $"claims/{id}/submit");

        await engine.RunAsync();
        var observed = await office.ClaimAsync(id);
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        await office.UploadAsync(id, "last-payslip");
        await engine.RunAsync();
        await AcceptAllAsync(office, id);
        await engine.RunAsync();
        await office.DecideAsync(ClaimOffice.Analyst, id, "calculation");
        await engine.RunAsync();
        await office.DecideAsync(ClaimOffice.Head, id, "review");
        await office.DecideAsync(ClaimOffice.Head, id, "approval");
        await engine.RunAsync();
        await office.BankReturnsAsync(id, 1);
        await engine.RunAsync();
        await CorrectAsync(office, id);
        await engine.RunAsync();
        await office.BankPaysAsync(id, 2, 600_000);
        var end = await engine.RunAsync();

        Assert.Equal((ClaimStatus.Observed, true), (observed.Status, observed.Clock.IsPaused));
        Assert.Equal(["last-payslip"], observed.Observation!.Codes.AsEnumerable());
        Assert.Equal("\"closed\"", end);
        Assert.Equal(Story, await office.ActsAsync(id));
        var paid = BenefitEvents.ClaimPaid.Read(Assert.Single(await office.EventsAsync(id, BenefitEvents.ClaimPaid.Type)));
        Assert.Equal((600_000, 0, 0), (paid.AccountCentimos, paid.ComplementCentimos, paid.SetOffs.Count));
    }

    [Fact]
    public async Task D26_timeline_says_step_date_unit_due_date_what_comes_next_and_what_to_do()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.AskAsync("POST", $"claims/{id}/submit");
        await office.Engine(id).RunAsync();

        var timeline = (await office.AskAsync("GET", $"claims/{id}/timeline")).Json;

        Assert.Equal("observed", timeline.GetProperty("status").GetString());
        Assert.Equal("2026-04-01", timeline.GetProperty("dueOn").GetString());
        Assert.Equal(
            "Sube: Tu DNI, por los dos lados; Tu resolución de cese; Tu última boleta de pago.",
            timeline.GetProperty("youMust").GetString()
        );
        Assert.Equal("Cuando subas lo que falta, seguimos.", timeline.GetProperty("next").GetString());
        Assert.Equal("Tú", timeline.GetProperty("unit").GetString());
        Assert.Equal(
            ["register", "submit", "check-documents"],
            timeline.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("step").GetString())
        );
    }

    [Fact]
    public async Task Teacher_is_told_by_text_message_what_is_missing_and_the_claim_waits_in_the_analysts_list()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        await office.UploadAsync(id, "dni");
        await office.UploadAsync(id, "last-payslip");
        await office.AskAsync("POST", $"claims/{id}/submit");
        await office.Engine(id).RunAsync();
        await office.PumpAsync();
        var told = office.Texts();

        await office.UploadAsync(id, "cessation-resolution");
        await office.Engine(id).RunAsync();
        await office.PumpAsync();

        Assert.Contains(told, text => text.Contains("Tu resolucion de cese", StringComparison.Ordinal));
        var list = await office.OfficeAsync(ClaimOffice.Analyst, "GET", "work/documents");
        Assert.Equal(id, Assert.Single(list.Json.GetProperty("items").EnumerateArray()).GetProperty("claimId").GetString());
        var empty = await office.OfficeAsync(ClaimOffice.Analyst, "GET", "work/calculation");
        Assert.Empty(empty.Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Who_calculated_cannot_approve_and_a_stale_decision_is_refused()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = await CalculatedAsync(office);
        var seen = await office.OfficeAsync(ClaimOffice.Head, "GET", $"claims/{id}");
        await office.DecideAsync(ClaimOffice.Head, id, "review");

        var stale = await office.OfficeAsync(ClaimOffice.OtherHead, "POST", $"claims/{id}/approval", null, seen.ETag);
        var analyst = await office.DecideAsync(ClaimOffice.Analyst, id, "approval");
        var approved = await office.DecideAsync(ClaimOffice.OtherHead, id, "approval");
        var late = await office.AskAsync("POST", $"claims/{id}/cancel");

        Assert.Equal(412, stale.Status);
        Assert.Equal(403, analyst.Status);
        Assert.Equal("approved", approved.Json.GetProperty("claim").GetProperty("status").GetString());
        Assert.Equal((409, "benefits.claim-step-not-allowed"), (late.Status, late.Code));
    }

    [Fact]
    public async Task Bank_that_answers_twice_late_for_another_attempt_or_amount_pays_once()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = await CalculatedAsync(office);
        await office.DecideAsync(ClaimOffice.Head, id, "review");
        await office.DecideAsync(ClaimOffice.Head, id, "approval");
        await office.Engine(id).RunAsync();

        MessageOutcome[] outcomes =
        [
            await office.BankPaysAsync(id, 1, 600_001),
            await office.BankPaysAsync(id, 9, 600_000),
            await office.BankPaysAsync(id, 1, 600_000, "answer-1"),
            await office.BankPaysAsync(id, 1, 600_000, "answer-1"),
            await office.BankReturnsAsync(id, 1),
        ];

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(ClaimStatus.Paid, (await office.ClaimAsync(id)).Status);
        Assert.Single(await office.EventsAsync(id, BenefitEvents.ClaimPaid.Type));
        Assert.Equal(3, (await office.ActsAsync(id)).Count(act => act == "bank-answer-set-aside"));
    }

    [Fact]
    public async Task Second_claim_about_the_same_money_is_refused_and_the_same_request_again_is_the_same_claim()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var first = await office.RegisterAsync("register-key-1");

        var again = await office.AskAsync("POST", "claims", Wish("0", "000000"), "register-key-2");
        var list = await office.AskAsync("GET", "claims");

        Assert.Equal(201, first.Status);
        Assert.Equal((409, "benefits.claim-open"), (again.Status, again.Code));
        Assert.Single(list.Json.EnumerateArray());
    }

    [Fact]
    public async Task Code_for_one_account_registers_no_claim_for_another()
    {
        await using var office = await ClaimOffice.OpenAsync();

        var refused = await office.RegisterAsync(cci: ClaimOffice.OtherCci);

        Assert.StartsWith("identity.code-", refused.Code, StringComparison.Ordinal);
        Assert.Empty((await office.AskAsync("GET", "claims")).Json.EnumerateArray());
    }

    [Fact]
    public async Task Appeal_that_somebody_else_upholds_brings_the_claim_back_in_a_new_round_and_to_the_bank()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = await CalculatedAsync(office);
        await office.DecideAsync(ClaimOffice.Head, id, "rejection", """{"reason":"still-in-service"}""");
        var ended = await office.Engine(id).RunAsync();
        await office.AskAsync("POST", $"claims/{id}/appeal");

        var own = await office.DecideAsync(ClaimOffice.Head, id, "appeal-decision", """{"uphold":true}""");
        var upheld = await office.DecideAsync(ClaimOffice.OtherHead, id, "appeal-decision", """{"uphold":true}""");
        await office.DecideAsync(ClaimOffice.OtherHead, id, "approval");
        await office.Engine(id).RunAsync(round: 2);

        Assert.Equal("\"ineligible\"", ended);
        Assert.Equal((403, 200), (own.Status, upheld.Status));
        var claim = await office.ClaimAsync(id);
        Assert.Equal((2, ClaimStatus.PaymentOrdered), (claim.Round, claim.Status));
    }

    [Fact]
    public async Task D02_teacher_below_the_age_limit_without_a_resolution_is_told_so_before_a_code_is_spent()
    {
        await using var office = await ClaimOffice.OpenAsync();
        const string young = """{"kind":"Retirement","eventOn":"2026-02-28","cci":"00219100123456789053"}""";
        var future = young.Replace("\"cci\"", "\"resolutionOn\":\"2027-01-01\",\"cci\"", StringComparison.Ordinal);
        var resolved = young.Replace("\"cci\"", "\"resolutionOn\":\"2026-02-15\",\"cci\"", StringComparison.Ordinal);

        var refused = await office.AskAsync("POST", "claims", young);
        var invalid = await office.AskAsync("POST", "claims", future);
        var codeless = await office.AskAsync("POST", "claims", resolved);

        Assert.Equal((422, "benefits.cessation-unproved"), (refused.Status, refused.Code));
        Assert.Equal("benefits.claim-invalid", invalid.Code);
        Assert.Equal("platform.assurance-missing", codeless.Code);
    }

    [Theory]
    [InlineData("claims/book-1", 404)]
    [InlineData("claims/11111111-2222-8333-8444-555555555555", 404)]
    [InlineData("claims/11111111-2222-8333-8444-555555555555/timeline", 404)]
    public async Task Claim_that_is_not_theirs_is_not_there(string path, int status)
    {
        await using var office = await ClaimOffice.OpenAsync();

        Assert.Equal(status, (await office.AskAsync("GET", path)).Status);
    }

    private static readonly string[] Story =
    [
        "register",
        "document-received",
        "document-received",
        "submit",
        "check-documents",
        "document-received",
        "check-documents",
        "take",
        "accept-document",
        "accept-document",
        "accept-document",
        "assess",
        "calculate",
        "review",
        "approve",
        "offset-debts",
        "issue-resolution",
        "order-payment",
        "payments-ordered",
        "bank-returned",
        "correct-account",
        "payments-ordered",
        "bank-paid",
        "close",
    ];

    private static string Wish(string challenge, string code) =>
        $$"""{"kind":"Retirement","eventOn":"2026-02-28","resolutionOn":"2026-02-15","cci":"{{ClaimOffice.GoodCci}}","challengeId":"{{challenge}}","code":"{{code}}"}""";

    private static async Task AcceptAllAsync(ClaimOffice office, string id)
    {
        await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/take");
        foreach (var paper in Papers)
        {
            var accepted = await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/documents/{paper}/accept");
            Assert.Equal(200, accepted.Status);
        }
    }

    private static async Task CorrectAsync(ClaimOffice office, string id)
    {
        var (challenge, code) = await office.CodeAsync("benefits.correct-account", [id, ClaimOffice.OtherCci]);
        var body = $$"""{"cci":"{{ClaimOffice.OtherCci}}","challengeId":"{{challenge}}","code":"{{code}}"}""";
        Assert.Equal(200, (await office.AskAsync("POST", $"claims/{id}/account", body)).Status);
    }

    private static async Task<string> CalculatedAsync(ClaimOffice office)
    {
        var id = (await office.RegisterAsync()).Text("id");
        foreach (var paper in Papers)
        {
            await office.UploadAsync(id, paper);
        }

        await office.AskAsync("POST", $"claims/{id}/submit");
        await office.Engine(id).RunAsync();
        await AcceptAllAsync(office, id);
        await office.Engine(id).RunAsync();
        var calculated = await office.DecideAsync(ClaimOffice.Analyst, id, "calculation");
        Assert.Equal("calculated", calculated.Json.GetProperty("claim").GetProperty("status").GetString());
        return id;
    }
}

using System.Security.Cryptography;
using Serverless.IntegrationTests.Benefits;

namespace Serverless.IntegrationTests.Fund;

/// <summary>The statement of the individual account on paper: sealed, verified by anybody, the same figures as on the screen.</summary>
public sealed class StatementPaperTests
{
    private const string Whole = """{"from":"2026-01","to":"2026-03"}""";

    [Fact]
    public async Task D14_member_gets_the_statement_of_a_period_as_a_sealed_pdf_that_anybody_verifies()
    {
        await using var office = await ClaimOffice.OpenAsync();

        var issued = await office.AskAsync("POST", "../fund/me/statements", Whole);
        var screen = await office.AskAsync("GET", "../fund/me/statement?from=2026-01&to=2026-03");
        await office.SealAsync();
        var content = await office.FetchAsync(await office.AskAsync("GET", $"../contracts/documents/{issued.Text("documentId")}/link"));

        Assert.Equal((201, "2026-01-01", "2026-03-31"), (issued.Status, issued.Text("from"), issued.Text("to")));
        Assert.Equal(600_000, screen.Json.GetProperty("closingCentimos").GetInt64());
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(content, 0, 8), StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var verified = await office.AskAsync("GET", $"../contracts/verify/{issued.Text("verifyCode")}?sha256={hash}");
        Assert.Equal(("valid", "same"), (verified.Text("status"), verified.Text("copy")));
    }

    [Fact]
    public async Task D14_same_figures_are_the_same_paper_and_other_months_are_another()
    {
        await using var office = await ClaimOffice.OpenAsync();

        var first = await office.AskAsync("POST", "../fund/me/statements", Whole);
        var again = await office.AskAsync("POST", "../fund/me/statements", Whole);
        var other = await office.AskAsync("POST", "../fund/me/statements", """{"from":"2026-02","to":"2026-02"}""");

        Assert.Equal(first.Text("documentId"), again.Text("documentId"));
        Assert.NotEqual(first.Text("documentId"), other.Text("documentId"));
    }

    [Fact]
    public async Task D14_statement_until_this_month_says_that_it_still_runs()
    {
        await using var office = await ClaimOffice.OpenAsync();

        var whole = await office.AskAsync("GET", "../fund/me/statement");
        var past = await office.AskAsync("GET", "../fund/me/statement?from=2026-01&to=2026-02");

        Assert.True(whole.Json.GetProperty("isRunning").GetBoolean());
        Assert.Equal("2026-03-01", whole.Text("from"));
        Assert.False(past.Json.GetProperty("isRunning").GetBoolean());
    }

    [Fact]
    public async Task D14_member_gets_twenty_papers_a_day_and_is_told_when_there_are_more()
    {
        await using var office = await ClaimOffice.OpenAsync();
        for (var paper = 0; paper < 20; paper++)
        {
            Assert.Equal(201, (await office.AskAsync("POST", "../fund/me/statements", Whole)).Status);
        }

        var refused = await office.AskAsync("POST", "../fund/me/statements", Whole);

        Assert.Equal((429, "platform.too-many-requests"), (refused.Status, refused.Code));
        Assert.Matches("Espera [0-9]+ (hora|minuto|segundo)s? y prueba", refused.Text("detail"));
        Assert.Equal(200, (await office.AskAsync("GET", "../fund/me/statement")).Status);
    }

    [Fact]
    public async Task Nonsense_for_a_month_draws_nothing()
    {
        await using var office = await ClaimOffice.OpenAsync();

        var refused = await office.AskAsync("POST", "../fund/me/statements", """{"from":"2026-03","to":"2026-01"}""");

        Assert.Equal((400, "fund.period-invalid"), (refused.Status, refused.Code));
        Assert.DoesNotContain(office.Queues.Seen, message => message.Type == "contracts.document-issued");
    }

    [Fact]
    public async Task D14_officer_issues_it_for_a_member_who_sees_that_it_was_done()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var path = $"../../fund/backoffice/accounts/{office.MemberId}/statements";

        var issued = await office.OfficeAsync("bruno.oficina", "POST", path, Whole);
        var alien = await office.OfficeAsync("irma.beneficios", "POST", path, Whole);
        await office.SealAsync();
        var content = await office.FetchAsync(await office.OfficeAsync("bruno.oficina", "GET", $"{path}/{issued.Text("documentId")}/link"));
        var log = await office.AskAsync("GET", "../membership/me/access-log");

        Assert.Equal((201, 403), (issued.Status, alien.Status));
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(content, 0, 8), StringComparison.Ordinal);
        Assert.Contains("emitir tu estado de cuenta", log.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Officers_route_hands_out_statements_of_that_member_and_nothing_else()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var issued = await office.AskAsync("POST", "../fund/me/statements", Whole);
        var other = "11111111-2222-8333-8444-555555555555";

        var alien = await office.OfficeAsync(
            "bruno.oficina",
            "GET",
            $"../../fund/backoffice/accounts/{other}/statements/{issued.Text("documentId")}/link"
        );
        var unknown = await office.OfficeAsync(
            "bruno.oficina",
            "GET",
            $"../../fund/backoffice/accounts/{office.MemberId}/statements/{other}/link"
        );

        Assert.Equal((404, "fund.statement-not-found"), (alien.Status, alien.Code));
        Assert.Equal((404, "fund.statement-not-found"), (unknown.Status, unknown.Code));
    }
}

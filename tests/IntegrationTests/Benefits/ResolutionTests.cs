using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Benefits.Claims;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>The paper about an approved benefit: issued once, sealed, fetched by whom it concerns, checked by anybody.</summary>
public sealed class ResolutionTests
{
    private static readonly string[] Papers = ["dni", "cessation-resolution", "last-payslip"];

    [Theory]
    [InlineData(EngineMood.Calm)]
    [InlineData(EngineMood.Doubled)]
    [InlineData(EngineMood.Forgetful)]
    public async Task D14_approved_claim_has_one_resolution_however_often_its_step_runs(EngineMood mood)
    {
        await using var office = await ClaimOffice.OpenAsync();

        var id = await ApprovedAsync(office, mood);

        var claim = await office.ClaimAsync(id);
        var (papers, _) = await office.Services.GetRequiredService<DocumentStore>().ListAsync(office.MemberId, null, 20, default);
        var paper = Assert.Single(papers, document => document.Kind == DocumentKinds.BenefitResolution);
        Assert.Equal((id, claim.Resolution!.DocumentId), (paper.SubjectId, paper.Id));
        Assert.Equal(ClaimStatus.PaymentOrdered, claim.Status);
        Assert.Equal($"RB-{id[..8].ToUpperInvariant()}-1", claim.Resolution.Number);
        Assert.Single(await office.ActsAsync(id), act => act == "issue-resolution");
    }

    [Fact]
    public async Task D14_member_and_officer_fetch_the_sealed_resolution_and_anybody_verifies_it()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var early = await office.AskAsync("GET", "claims/11111111-2222-8333-8444-555555555555/resolution");
        var id = await ApprovedAsync(office, EngineMood.Calm);
        var soon = await office.AskAsync("GET", $"claims/{id}/resolution");
        var told = (await office.AskAsync("GET", $"claims/{id}")).Json.GetProperty("resolution");

        await office.SealAsync();
        var content = await office.FetchAsync(await office.AskAsync("GET", $"claims/{id}/resolution"));
        var officers = await office.FetchAsync(await office.OfficeAsync(ClaimOffice.Analyst, "GET", $"claims/{id}/resolution"));

        Assert.Equal((404, 503, "contracts.document-not-ready"), (early.Status, soon.Status, soon.Code));
        Assert.Equal(content, officers);
        var listed = await office.AskAsync("GET", "../contracts/documents");
        Assert.Contains(told.GetProperty("documentId").GetString()!, listed.Body, StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var verified = await office.AskAsync("GET", $"../contracts/verify/{told.GetProperty("verifyCode").GetString()}?sha256={hash}");
        Assert.Equal(("valid", "same"), (verified.Text("status"), verified.Text("copy")));
    }

    [Fact]
    public async Task Claim_that_was_refused_has_no_resolution()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = await CalculatedAsync(office, EngineMood.Calm);
        await office.DecideAsync(ClaimOffice.Head, id, "rejection", """{"reason":"still-in-service"}""");
        await office.Engine(id).RunAsync();

        var asked = await office.AskAsync("GET", $"claims/{id}/resolution");

        Assert.Equal((404, "benefits.resolution-not-found"), (asked.Status, asked.Code));
    }

    private static async Task<string> ApprovedAsync(ClaimOffice office, EngineMood mood)
    {
        var id = await CalculatedAsync(office, mood);
        await office.DecideAsync(ClaimOffice.Head, id, "review");
        await office.DecideAsync(ClaimOffice.Head, id, "approval");
        await office.Engine(id, mood).RunAsync();
        return id;
    }

    private static async Task<string> CalculatedAsync(ClaimOffice office, EngineMood mood)
    {
        var id = (await office.RegisterAsync()).Text("id");
        foreach (var paper in Papers)
        {
            await office.UploadAsync(id, paper);
        }

        await office.AskAsync("POST", $"claims/{id}/submit");
        await office.Engine(id, mood).RunAsync();
        await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/take");
        foreach (var paper in Papers)
        {
            await office.OfficeAsync(ClaimOffice.Analyst, "POST", $"claims/{id}/documents/{paper}/accept");
        }

        await office.Engine(id, mood).RunAsync();
        await office.DecideAsync(ClaimOffice.Analyst, id, "calculation");
        return id;
    }
}

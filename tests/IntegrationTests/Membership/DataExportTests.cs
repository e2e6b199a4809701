using System.Security.Cryptography;
using System.Text;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Messages;
using Serverless.App.Membership.Rights.Export;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.TestKit.Documents;

namespace Serverless.IntegrationTests.Membership;

/// <summary>A member's copy of everything that is known of them (Law 29733): a job, two formats, sealed while it lies there.</summary>
public sealed class DataExportTests
{
    [Fact]
    public async Task Copy_is_made_by_a_job_and_holds_what_every_context_knows_and_nobody_elses()
    {
        await using var owner = await DataOwner.SignInAsync();
        await owner.App.RegisterAsync("40000013", "+51987654322");
        using var luis = await owner.App.SignedInPhoneAsync("40000013");

        var asked = await owner.AskAsync("POST", "me/data-exports", "{}", "copy-00001");
        var early = await owner.AskAsync("GET", $"me/data-exports/{asked.Text("id")}/json");
        await owner.HearAsync(asked.Text("id"));
        var again = await owner.AskAsync("POST", "me/data-exports", "{}", "copy-00001");
        var ready = await owner.AskAsync("GET", $"me/data-exports/{asked.Text("id")}");
        var json = await owner.AskAsync("GET", $"me/data-exports/{asked.Text("id")}/json");
        var stolen = await luis.AskAsync("GET", $"../membership/me/data-exports/{asked.Text("id")}/json");

        Assert.Equal((202, "Pending", 409), (asked.Status, asked.Text("status"), early.Status));
        Assert.Equal((asked.Text("id"), "Ready"), (again.Text("id"), ready.Text("status")));
        Assert.Equal(ready.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.Body))));
        Assert.Equal(
            ["benefits", "contracts", "credits", "fund", "identity", "membership"],
            json.Json.GetProperty("held").EnumerateArray().Select(part => part.GetProperty("context").GetString())
        );
        Assert.Contains("40000012", json.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("40000013", json.Body, StringComparison.Ordinal);
        Assert.Equal(404, stolen.Status);
    }

    [RequiresToolFact("pdftotext", "poppler-utils")]
    public async Task Copy_for_people_is_a_tagged_pdf_with_the_same_facts()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.CopyAsync();
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "mis-datos.pdf");

        var pdf = await owner.Service<GetDataExport>().OpenAsync(owner.MemberId, id, "pdf", default);
        await File.WriteAllBytesAsync(file, pdf.Value);
        var text = Tool.Run("pdftotext", "-layout", file, "-").Output;
        var tags = Tool.Run("pdfinfo", "-struct-text", file).Output;

        Assert.Contains("Copia de tus datos", text, StringComparison.Ordinal);
        Assert.Contains("40000012", text, StringComparison.Ordinal);
        Assert.Contains("Tus ahorros", tags, StringComparison.Ordinal);
        Assert.Contains("H2", tags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_lies_sealed_is_removed_after_a_week_and_a_fourth_of_a_day_is_refused()
    {
        await using var owner = await DataOwner.SignInAsync();
        var id = await owner.CopyAsync();
        var files = owner.Service<WorkFiles>();
        await using var stored = (await files.OpenAsync($"data-exports/{owner.MemberId}/{id}", default))!;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes);

        await owner
            .Service<MakeDataExport>()
            .RemoveAsync(new DataExportMoved(owner.MemberId, id, null), DataOwner.Message("due-1", owner.Clock.GetUtcNow()), default);
        var gone = await owner.AskAsync("GET", $"me/data-exports/{id}/json");
        await owner.AskAsync("POST", "me/data-exports", "{}");
        await owner.AskAsync("POST", "me/data-exports", "{}");
        var fourth = await owner.AskAsync("POST", "me/data-exports", "{}");

        Assert.False(DataOwner.Holds(bytes.ToArray(), "40000012"));
        Assert.Equal((404, 429), (gone.Status, fourth.Status));
        Assert.Null(await files.OpenAsync($"data-exports/{owner.MemberId}/{id}", default));
    }

    [Fact]
    public async Task Job_that_comes_late_or_twice_leaves_a_newer_copy_alone()
    {
        await using var owner = await DataOwner.SignInAsync();
        var first = await owner.AskAsync("POST", "me/data-exports", "{}");
        var second = await owner.AskAsync("POST", "me/data-exports", "{}");
        var make = owner.Service<MakeDataExport>();
        var now = owner.Clock.GetUtcNow();

        await make.MakeAsync(new DataExportMoved(owner.MemberId, first.Text("id"), null), DataOwner.Message("m-1", now), default);
        var waiting = await owner.AskAsync("GET", $"me/data-exports/{second.Text("id")}");
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await make.MakeAsync(new DataExportMoved(owner.MemberId, second.Text("id"), null), DataOwner.Message("m-2", now), default);
        }

        var ready = await owner.AskAsync("GET", $"me/data-exports/{second.Text("id")}");
        Assert.Equal(("Pending", "Ready"), (waiting.Text("status"), ready.Text("status")));
    }

    [Fact]
    public async Task Member_sees_looks_that_other_contexts_recorded()
    {
        await using var owner = await DataOwner.SignInAsync();
        var day = new DateOnly(2026, 11, 1);
        var viewed = FundEvents.AccountViewed.With(new AccountViewed(owner.MemberId, "officer-7", "fund.get-member-statement"));
        await owner
            .Service<CommandRunner>()
            .RunAsync(
                AccountStore.Kind,
                owner.MemberId,
                new CommandIdentity("look", "look", ""),
                _ => new Commit<IndividualAccount>(new IndividualAccount(owner.MemberId, day, day)) { Events = [viewed] },
                default
            );

        var log = await owner.AskAsync("GET", "me/access-log");

        var look = Assert.Single(log.Json.EnumerateArray());
        Assert.Equal(
            ("officer-7", "ver tu Cuenta Individual"),
            (look.GetProperty("officer").GetString(), look.GetProperty("purposeText").GetString())
        );
    }
}

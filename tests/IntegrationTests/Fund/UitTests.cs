using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Fund.Messages;
using Serverless.App.Fund.Uit;
using Serverless.IntegrationTests.Authentication;
using Serverless.IntegrationTests.Identity;
using Serverless.Platform.Storage;

namespace Serverless.IntegrationTests.Fund;

/// <summary>The tax unit of a new year comes in by two officers, without a release (domain.md §1.3; §5.2 rule 4).</summary>
public sealed class UitTests
{
    private const string Fabio = "fabio.fondo";
    private const string Flor = "flor.fondo";
    private const string Units = "tax-units";
    private const string Next = """{"year":2027,"amountCentimos":565000,"source":"DS 999-2026-EF"}""";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-12-28T15:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task D02_two_officers_enter_the_unit_of_the_new_year_and_everything_counts_with_it()
    {
        await using var office = await OpenAsync();
        var units = office.App.Services.GetRequiredService<TaxUnits>();
        var contribution = office.App.Services.GetRequiredService<MonthlyContribution>();
        var before = await units.AtAsync(new(2027, 1, 15), default);

        var proposed = await office.AskAsync(Fabio, "POST", $"{Units}/proposals", Next);
        var unpublished = await units.AtAsync(new(2027, 1, 15), default);
        var published = await office.AskAsync(Flor, "POST", $"{Units}/proposals/{proposed.Text("proposalId")}/publish");

        Assert.Equal((201, 200), (proposed.Status, published.Status));
        Assert.Equal("platform.effective-none-on-date", before.Error?.Code);
        Assert.False(unpublished.IsSuccess);
        Assert.Equal(5_650m, (await units.AtAsync(new(2027, 1, 15), default)).Value.Soles);
        Assert.Equal(5_500m, (await units.AtAsync(new(2026, 12, 31), default)).Value.Soles);
        Assert.Equal(28.25m, (await contribution.OfAsync(new(2027, 1, 1), default)).Value.Soles);
        var last = published.Json.GetProperty("years").EnumerateArray().Last();
        Assert.Equal((2027, 565_000), (last.GetProperty("year").GetInt32(), last.GetProperty("amountCentimos").GetInt64()));
        Assert.Equal("DS 999-2026-EF", last.GetProperty("source").GetString());
    }

    [Fact]
    public async Task D02_each_step_is_an_event_with_its_officer_and_its_decree()
    {
        await using var office = await OpenAsync();

        await office.PublishAsync(Next);
        var events = await office
            .App.Services.GetRequiredService<AggregateStore>()
            .ReadEventsAsync(UitStore.Kind, UitStore.Id, 0, int.MaxValue, default);

        Assert.Equal([UitStore.Proposed.Type, UitStore.Published.Type], events.Select(happened => happened.Type));
        var moved = new[] { UitStore.Proposed.Read(events[0]), UitStore.Published.Read(events[1]) };
        Assert.All(moved, step => Assert.Equal((2027, 565_000L, "DS 999-2026-EF"), (step.Year, step.AmountCentimos, step.Source)));
        Assert.Equal(2, moved.Select(step => step.By).Distinct().Count());
    }

    [Fact]
    public async Task D02_officer_who_proposed_it_cannot_publish_it_and_who_has_no_role_does_neither()
    {
        await using var office = await OpenAsync();
        var id = (await office.AskAsync(Fabio, "POST", $"{Units}/proposals", Next)).Text("proposalId");

        var same = await office.AskAsync(Fabio, "POST", $"{Units}/proposals/{id}/publish");
        var looked = await office.AskAsync("irma.beneficios", "GET", Units);
        var proposed = await office.AskAsync("irma.beneficios", "POST", $"{Units}/proposals", Next);
        var decided = await office.AskAsync("irma.beneficios", "POST", $"{Units}/proposals/{id}/publish");

        Assert.Equal((403, "platform.duties-not-separate"), (same.Status, same.Code));
        Assert.Contains("la propuesta", same.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((403, 403, 403), (looked.Status, proposed.Status, decided.Status));
    }

    [Fact]
    public async Task D02_same_command_twice_is_one_and_a_second_proposal_waits_for_the_first()
    {
        await using var office = await OpenAsync();

        var first = await office.AskAsync(Fabio, "POST", $"{Units}/proposals", Next, "propose-1");
        var repeated = await office.AskAsync(Fabio, "POST", $"{Units}/proposals", Next, "propose-1");
        var other = await office.AskAsync(Flor, "POST", $"{Units}/proposals", Next);
        var id = first.Text("proposalId");
        var published = await office.AskAsync(Flor, "POST", $"{Units}/proposals/{id}/publish", key: "publish-1");
        var publishedAgain = await office.AskAsync(Flor, "POST", $"{Units}/proposals/{id}/publish", key: "publish-1");
        var late = await office.AskAsync(Fabio, "POST", $"{Units}/proposals/{id}/reject");

        Assert.Equal((201, 201, id), (first.Status, repeated.Status, repeated.Text("proposalId")));
        Assert.Equal((409, "fund.tax-unit-waiting"), (other.Status, other.Code));
        Assert.Equal((200, 200, published.Body), (published.Status, publishedAgain.Status, publishedAgain.Body));
        Assert.Equal((404, "fund.tax-unit-not-found"), (late.Status, late.Code));
    }

    [Fact]
    public async Task D02_proposal_taken_back_changes_nothing()
    {
        await using var office = await OpenAsync();
        var id = (await office.AskAsync(Fabio, "POST", $"{Units}/proposals", Next)).Text("proposalId");

        var rejected = await office.AskAsync(Fabio, "POST", $"{Units}/proposals/{id}/reject");
        _clock.Advance(TimeSpan.FromDays(7));
        var seen = await office.AskAsync(Flor, "GET", Units);

        Assert.Equal(200, rejected.Status);
        Assert.Equal(200, seen.Status);
        Assert.True(!seen.Json.TryGetProperty("waiting", out var waiting) || waiting.ValueKind == JsonValueKind.Null);
        Assert.Equal(2026, seen.Json.GetProperty("years").EnumerateArray().Last().GetProperty("year").GetInt32());
        Assert.True(seen.Json.GetProperty("missing").GetBoolean());
    }

    [Theory]
    [InlineData(2025, 565_000, "DS 999-2026-EF", "fund.tax-unit-year")]
    [InlineData(2026, 565_000, "DS 999-2026-EF", "fund.tax-unit-year")]
    [InlineData(2028, 565_000, "DS 999-2026-EF", "fund.tax-unit-year")]
    [InlineData(2027, 0, "DS 999-2026-EF", "fund.tax-unit-invalid")]
    [InlineData(2027, 565_000, "DS", "fund.tax-unit-invalid")]
    public async Task D02_past_years_stand_and_a_year_without_amount_or_decree_is_refused(
        int year,
        int centimos,
        string source,
        string code
    )
    {
        await using var office = await OpenAsync();

        var refused = await office.AskAsync(
            Fabio,
            "POST",
            $"{Units}/proposals",
            $$"""{"year":{{year}},"amountCentimos":{{centimos}},"source":"{{source}}"}"""
        );

        Assert.Equal((422, code), (refused.Status, refused.Code));
    }

    private async Task<Office> OpenAsync()
    {
        var staff = await StaffDirectory.OpenAsync();
        return new Office(await IdentityApp.StartAsync(_clock, settings: [.. staff.Settings]), staff);
    }

    private sealed class Office(IdentityApp app, StaffDirectory staff) : IAsyncDisposable
    {
        private readonly TestPhone _line = app.NewPhone();

        internal IdentityApp App => app;

        internal Task<PhoneAnswer> AskAsync(string officer, string method, string path, string? body = null, string? key = null) =>
            _line.SendAsync(method, $"../fund/backoffice/{path}", body, key ?? _line.NewKey(), token: staff.TokenOf(officer));

        internal async Task PublishAsync(string wish)
        {
            var id = (await AskAsync(Fabio, "POST", $"{Units}/proposals", wish)).Text("proposalId");
            Assert.Equal(200, (await AskAsync(Flor, "POST", $"{Units}/proposals/{id}/publish")).Status);
        }

        public async ValueTask DisposeAsync()
        {
            _line.Dispose();
            await app.DisposeAsync();
            await staff.DisposeAsync();
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Serverless.App.Membership.Incidents;
using Serverless.App.Membership.Rights.Requests;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.IntegrationTests.Membership;

/// <summary>The register of security incidents: clock, alarm, evidence, notice, end.</summary>
public sealed class IncidentTests
{
    [Fact]
    public async Task Incident_is_registered_once_warned_of_until_the_authority_knows_and_closed()
    {
        await using var owner = await DataOwner.SignInAsync();
        var now = owner.Clock.GetUtcNow();
        var report = new IncidentReport("access", "Alguien entró a un servidor de pruebas.", 30, now.AddHours(-2));
        var register = owner.Service<RegisterIncident>();
        var move = owner.Service<MoveIncident>();
        var id = "0b5c1d9e-6a57-4f51-9a43-3a7b2f0f0a11";

        var first = await register.RegisterAsync(report, "lucia", new CommandIdentity(id, "k", "h"), default);
        var again = await register.RegisterAsync(report, "lucia", new CommandIdentity(id, "k", "h"), default);
        await WarnAsync(owner, id);
        await WarnAsync(owner, id);
        var warned = await TasksAsync(owner);
        var hash = new string('a', 64);
        await move.AddAsync(id, new EvidenceNote(hash, "Registro del cortafuegos."), "lucia", Command("e"), default);
        await move.AddAsync(id, new EvidenceNote(hash, "Registro del cortafuegos."), "lucia", Command("e"), default);
        var early = await move.CloseAsync(id, new IncidentClosure("Se cambió la clave."), "lucia", Command("c0"), default);
        await move.NotifyAsync(id, new AuthorityNotice("ANPD-2026-77", now), "lucia", Command("n"), default);
        var closed = await move.CloseAsync(id, new IncidentClosure("Se cambió la clave."), "lucia", Command("c"), default);
        var listed = await owner.Service<IncidentStore>().PageAsync(null, 10, default);

        Assert.Equal((now.AddHours(46), now.AddHours(46)), (first.Value.NotifyBy, again.Value.NotifyBy));
        Assert.Equal("membership.task-incident-notice", Assert.Single(warned).Code);
        Assert.Equal("membership.incident-not-notified", early.Error!.Code);
        Assert.Equal((IncidentStatus.Closed, 1), (closed.Value.Status, closed.Value.Evidence.Count));
        Assert.Single(listed.Incidents);
    }

    [Fact]
    public async Task Alarm_that_rings_after_the_notice_says_nothing()
    {
        await using var owner = await DataOwner.SignInAsync();
        var now = owner.Clock.GetUtcNow();
        var id = "0b5c1d9e-6a57-4f51-9a43-3a7b2f0f0a12";
        var report = new IncidentReport("loss", "Se perdió una laptop cifrada.", 1, now);
        await owner.Service<RegisterIncident>().RegisterAsync(report, "lucia", new CommandIdentity(id, "k", "h"), default);
        await owner.Service<MoveIncident>().NotifyAsync(id, new AuthorityNotice("ANPD-1", now), "lucia", Command("n"), default);

        await WarnAsync(owner, id);

        Assert.Empty(await TasksAsync(owner));
    }

    private static CommandIdentity Command(string key) => new(key, key, "");

    private static async Task WarnAsync(DataOwner owner, string id) =>
        await owner
            .Service<WarnOfNotice>()
            .WarnAsync(new IncidentMoved(id, "lucia", null), DataOwner.Message("due", owner.Clock.GetUtcNow()), default);

    private static async Task<IReadOnlyList<DeskTask>> TasksAsync(DataOwner owner)
    {
        var desk = owner.App.Services.GetRequiredKeyedService<TaskDesk>(RightsDesk.Context);
        return (await desk.OpenPageAsync(null, 10, default)).Tasks;
    }
}

using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;

namespace Serverless.IntegrationTests.Membership;

public sealed class FindMemberTests
{
    private static readonly Dni Rosa = Dni.Parse(RegisterOffice.Document(1)).Value;

    private readonly DurableMailbox _mailbox = new();

    [Fact]
    public async Task D03_member_is_found_by_document_in_two_reads_and_the_look_is_recorded_in_one_commit()
    {
        var account = await RegisterOffice.AccountAsync();
        var filler = new RegisterOffice(account, _mailbox.For(null));
        await filler.FinishAsync(await filler.ReceiveAsync("i1", RegisterOffice.Line(1) + RegisterOffice.Line(2)));
        var office = new RegisterOffice(account, _mailbox.For(null));

        var found = await office.Find.FindAsync(Rosa, "officer-9", default);

        Assert.Equal(("*****001", "ROSA 1", "210101"), (found.Value.Dni, found.Value.GivenNames, found.Value.Ugel));
        Assert.Equal(3, office.Network.Calls);
    }

    [Fact]
    public async Task Every_look_is_an_event_of_its_own_that_names_the_officer()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));
        await office.FinishAsync(await office.ReceiveAsync("i1", RegisterOffice.Line(1)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => office.Find.FindAsync(Rosa, $"officer-{n}", default)));

        var member = await office.Members.FindAsync(Rosa, default);
        var events = await office.Store.ReadEventsAsync(MemberStore.Kind, member!.State.Id, 0, 100, default);
        var officers = events.Where(e => e.Type == MemberEvents.Viewed.Type).Select(e => MemberEvents.Viewed.Read(e).Officer);
        Assert.Equal(["officer-0", "officer-1", "officer-2", "officer-3"], officers.Order());
    }

    [Fact]
    public async Task Document_of_nobody_is_not_found()
    {
        var office = new RegisterOffice(await RegisterOffice.AccountAsync(), _mailbox.For(null));

        var found = await office.Find.FindAsync(Rosa, "officer-9", default);

        Assert.Equal("membership.member-not-found", found.Error?.Code);
    }
}

using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Membership.Access;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Contacts.Email;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Rights;
using Serverless.App.Membership.Rights.Requests;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Membership.Contacts;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.IntegrationTests.Membership;

/// <summary>A signed-in teacher who uses the rights of Law 29733, and the officers who answer.</summary>
internal sealed class DataOwner(MovingTeacher teacher, FakeTimeProvider clock) : IAsyncDisposable
{
    private int _words;

    internal IdentityApp App => teacher.App;

    internal string MemberId => teacher.MemberId;

    internal FakeTimeProvider Clock => clock;

    internal static async Task<DataOwner> SignInAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));
        return new DataOwner(await MovingTeacher.SignInAsync(clock), clock);
    }

    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null) =>
        teacher.Phone.AskAsync(method, $"../membership/{path}", body, key);

    /// <summary>Keeps the session going as the app does when its token runs out.</summary>
    internal async Task<PhoneAnswer> RefreshAsync()
    {
        var refreshed = await teacher.Phone.ProveAsync("POST", "tokens", $$"""{"refreshToken":"{{teacher.Phone.RefreshToken}}"}""");
        if (refreshed.Status == 200)
        {
            teacher.Phone.SignedIn(refreshed);
        }

        return refreshed;
    }

    /// <summary>From wish to file.</summary>
    internal async Task<string> CopyAsync()
    {
        var asked = await AskAsync("POST", "me/data-exports", "{}");
        Assert.Equal(202, asked.Status);
        await HearAsync(asked.Text("id"));
        return asked.Text("id");
    }

    internal async Task<string> WishAsync(string right, string? field = null, string? value = null)
    {
        var body = $$"""{"right":"{{right}}","field":{{Json(field)}},"value":{{Json(value)}},"why":"Lo pido porque así es."}""";
        var asked = await AskAsync("POST", "me/rights-requests", body);
        Assert.Equal(201, asked.Status);
        return asked.Text("id");
    }

    internal Task<Result<RightsRequestView>> SayAsync(string id, string officer, bool grants, string? key = null)
    {
        var word = key ?? $"word-{++_words}";
        var decision = new RightsDecision(grants, "Lo revisamos con el documento a la vista.");
        return Service<DecideRight>().DecideAsync(MemberId, id, decision, officer, new CommandIdentity(word, word, ""), default);
    }

    /// <summary>Works off the queue until what it should bring about has come.</summary>
    internal async Task HearAsync(Func<Task<bool>> isDone)
    {
        var limit = Stopwatch.StartNew();
        while (!await isDone())
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), "the queue did not bring it about");
            await App.Queues.PumpAsync(
                "membership-events",
                events => events.OnAffiliations().OnAccess().OnEmailContact().OnRights().OnReports(),
                App.Services,
                expected: 0
            );
            await Task.Delay(20);
        }
    }

    internal Task HearAsync(string exportId) =>
        HearAsync(async () => (await AskAsync("GET", $"me/data-exports/{exportId}")).Text("status") == "Ready");

    internal async Task<KnownMember> StoredAsync() => (await Service<MemberStore>().ReadAsync(MemberId, default))!;

    internal static MessageContext Message(string id, DateTimeOffset at) =>
        new(new IncomingMessage(id, "t", "/membership", at, 1, default), "membership-events", 1);

    internal static bool Holds(ReadOnlySpan<byte> bytes, string text) => bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    internal T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => teacher.DisposeAsync();

    private static string Json(string? text) => text is null ? "null" : $"\"{text}\"";
}

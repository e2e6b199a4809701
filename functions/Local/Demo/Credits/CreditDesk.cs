using System.Globalization;
using System.Text;
using System.Text.Json;
using Serverless.Local.Demo.Steps;

namespace Serverless.Local.Demo.Credits;

/// <summary>What a member does with credits on a phone, one call of the API after the other.</summary>
internal sealed class CreditDesk(DemoSession demo, MemberPhone phone)
{
    internal const string Credits = "/api/v1/credits";

    /// <summary>The member's own account.</summary>
    internal const string OwnCci = "01136600010003254221";

    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>First sign-in, with the code of the text message.</summary>
    internal async Task<string> EnterAsync()
    {
        var before = await phone.TextsAsync();
        var session = await phone.AskForCodeAsync("activations");
        phone.Enter(await phone.TypeCodeAsync(session, MemberPhone.CodeIn(await phone.NewTextAsync(before))));
        return "entró";
    }

    /// <summary>Sends the photo that later faces are compared with; two officers say that it is the member.</summary>
    internal async Task<string> EnrolFaceAsync()
    {
        await FaceSteps.SendReferenceAsync(demo, phone);
        return await FaceSteps.VoteAsync(demo);
    }

    /// <summary>What payroll and bureau will say of the member.</summary>
    internal async Task SayAsync(string person)
    {
        using var content = new StringContent(person, Encoding.UTF8, "application/json");
        using var told = await demo.Http.PutAsync(
            new Uri($"/_local/credit/people/{phone.Owner.Dni}", UriKind.Relative),
            content,
            demo.Stop
        );
        DemoSession.Expect(told.IsSuccessStatusCode, $"the simulators did not listen: {(int)told.StatusCode}");
    }

    internal static object Wish(long centimos, int instalments) =>
        new
        {
            product = "CONSUMO",
            amountCentimos = centimos,
            instalments,
            cci = OwnCci,
        };

    /// <summary>From a wish to the answer of the automated check.</summary>
    internal async Task<PhoneAnswer> DecidedAsync(object wish)
    {
        var started = (await phone.AskAsync(HttpMethod.Post, $"{Credits}/requests", wish)).Expect(201);
        return await CheckedAsync(started.Text("requestId"));
    }

    /// <summary>Sends a request in and waits for the automated check.</summary>
    internal async Task<PhoneAnswer> CheckedAsync(string id)
    {
        (await phone.AskAsync(HttpMethod.Post, $"{Credits}/requests/{id}/submit")).Expect(200);
        return await UntilAsync(id, status => status != "precheck");
    }

    internal async Task<PhoneAnswer> LookAsync(string id) => (await phone.AskAsync(HttpMethod.Get, $"{Credits}/requests/{id}")).Expect(200);

    /// <param name="before">Done before every look.</param>
    internal async Task<PhoneAnswer> UntilAsync(string id, Func<string, bool> holds, Func<Task>? before = null)
    {
        var json = await demo.UntilAsync(
            async () =>
            {
                await (before?.Invoke() ?? Task.CompletedTask);
                var seen = await LookAsync(id);
                return holds(seen.Text("status")) ? seen.Json : (JsonElement?)null;
            },
            Limit,
            $"request {id} did not move"
        );
        return new PhoneAnswer(200, json);
    }

    /// <summary>An act of the member; where the policy asks for a face, the camera sees it first.</summary>
    /// <returns>The answer, and whether a face was shown.</returns>
    internal async Task<(PhoneAnswer Answer, bool Face)> ActAsync(JsonElement confirmation, Func<Task<PhoneAnswer>> act)
    {
        var answer = await act();
        if (answer.Status < 400 || answer.Text("code") != "identity.face-needed")
        {
            return (answer, false);
        }

        await FaceSteps.SeenAsync(demo, phone, confirmation);
        return (await act(), true);
    }

    /// <summary>Accepts the sheet that the request shows.</summary>
    internal Task<(PhoneAnswer Answer, bool Face)> AcceptAsync(PhoneAnswer request) =>
        ActAsync(
            request.Json.GetProperty("confirmation"),
            () =>
                phone.AskAsync(
                    HttpMethod.Post,
                    $"{Credits}/requests/{request.Text("requestId")}/accept",
                    new { termsHash = request.Text("termsHash") }
                )
        );

    internal async Task<PhoneAnswer> DocumentAsync(string id) =>
        (await phone.AskAsync(HttpMethod.Get, $"/api/v1/contracts/documents/{id}")).Expect(200);

    /// <summary>Asks for a code for an act; the challenge and the text message that brought it.</summary>
    internal async Task<(string Challenge, string Text)> CodeForAsync(JsonElement confirmation)
    {
        var before = await phone.TextsAsync();
        var asked = (await phone.AskAsync(HttpMethod.Post, "/api/v1/identity/challenges", confirmation)).Expect(202);
        return (asked.Text("challengeId"), await phone.NewTextAsync(before, hasCode: true));
    }

    internal Task<PhoneAnswer> SignAsync(string documentId, string challengeId, string code) =>
        phone.AskAsync(HttpMethod.Post, $"/api/v1/contracts/documents/{documentId}/sign", new { challengeId, code });

    /// <summary>From a preapproved request to a signed contract.</summary>
    internal async Task SignedAsync(PhoneAnswer request)
    {
        var (accepted, _) = await AcceptAsync(request);
        var document = await DocumentAsync(accepted.Expect(200).Text("documentId"));
        var confirmation = document.Json.GetProperty("confirmation");
        var (challenge, text) = await CodeForAsync(confirmation);
        var (signed, _) = await ActAsync(confirmation, () => SignAsync(document.Text("id"), challenge, MemberPhone.CodeIn(text)));
        signed.Expect(200);
    }

    /// <summary>The orders in the bank's books that were not there before.</summary>
    internal async Task<IReadOnlyList<JsonElement>> OrdersAsync(IReadOnlySet<string> before) =>
        [.. (await demo.GetAsync("/_local/bank/orders")).EnumerateArray().Where(order => !before.Contains(IdOf(order)))];

    internal async Task<HashSet<string>> KnownOrdersAsync() => [.. (await OrdersAsync(new HashSet<string>())).Select(IdOf)];

    internal static string Soles(long centimos) => string.Create(CultureInfo.InvariantCulture, $"S/ {centimos / 100m:#,##0.00}");

    internal static long Centimos(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static string IdOf(JsonElement order) => order.GetProperty("orderId").GetString()!;
}

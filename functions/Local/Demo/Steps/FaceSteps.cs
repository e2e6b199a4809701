using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Local.Demo.Steps;

/// <summary>What a member does with her face: a reference photo of her own, then the camera for one act; and officers who look.</summary>
internal static class FaceSteps
{
    private const string Identity = "/api/v1/identity";
    private static readonly string[] Officers = ["gloria.identidad", "hugo.identidad"];

    /// <summary>Sends the reference photo with a code that is good for that photo only; what the phone then says.</summary>
    internal static async Task<string> SendReferenceAsync(DemoSession demo, MemberPhone phone)
    {
        var photo = await PhotoAsync(demo, phone, "persona");
        var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
        string[] parts = [hash];
        var (challengeId, code, _) = await CodeAsync(phone, new { operation = "identity.enrol-face", parts });
        var consent = await ConsentAsync(phone);
        var wish = new
        {
            challengeId,
            code,
            photoSha256 = hash,
            consent,
        };
        var announced = await phone.AskAsync(HttpMethod.Post, $"{Identity}/face-enrolments", wish);
        var sent = await SendPhotoAsync(phone, announced.Expect(201).Text("sessionId"), photo);
        return $"«{sent.Expect(200).Text("next")}»";
    }

    /// <summary>Sends a photo whole; its bytes are counted apart from the rest of the line.</summary>
    internal static Task<PhoneAnswer> SendPhotoAsync(MemberPhone phone, string session, byte[] photo)
    {
        phone.Wire.PhotoSent(photo.Length);
        return phone.PutAsync($"{Identity}/face-sessions/{session}/photo", photo);
    }

    /// <summary>Both officers, for a reference as for a photo that stands in for the camera.</summary>
    internal static async Task<string> VoteAsync(DemoSession demo)
    {
        var outcome = "";
        foreach (var officer in Officers)
        {
            await demo.SignInAsync(officer);
            var open = (await demo.GetAsync($"{Identity}/backoffice/face-reviews")).GetProperty("items");
            var path = $"{Identity}/backoffice/face-reviews/{open[open.GetArrayLength() - 1].GetProperty("id").GetString()}/votes";
            using var vote = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { decision = "match" }) };
            vote.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            outcome = (await demo.JsonAsync(vote, 200)).GetProperty("outcome").GetString();
        }

        return $"la foto queda {outcome}";
    }

    /// <summary>Begins a verification for an act.</summary>
    internal static async Task<PhoneAnswer> BeginAsync(MemberPhone phone, string operation, IReadOnlyList<string> parts)
    {
        var wanted = new
        {
            operation,
            parts,
            consent = await ConsentAsync(phone),
        };
        return await phone.AskAsync(HttpMethod.Post, $"{Identity}/face-sessions", wanted);
    }

    /// <summary>Holds a sample photo before the camera of a verification; what the server made of it.</summary>
    internal static async Task<PhoneAnswer> ShowAsync(DemoSession demo, MemberPhone phone, PhoneAnswer begun, string kind)
    {
        var digest = await TryAsync(demo, phone, begun.Expect(201).Text("token"), kind);
        var path = $"{Identity}/face-sessions/{begun.Text("sessionId")}/result";
        return (await phone.AskAsync(HttpMethod.Post, path, new { digest })).Expect(200);
    }

    /// <summary>Her own face for the act, seen.</summary>
    internal static async Task SeenAsync(DemoSession demo, MemberPhone phone, string operation, IReadOnlyList<string> parts)
    {
        var shown = await ShowAsync(demo, phone, await BeginAsync(phone, operation, parts), "persona");
        DemoSession.Expect(shown.Text("outcome") == "match", $"{shown.Text("outcome")} is not match");
    }

    /// <summary>The same for an act as its own answer names it.</summary>
    internal static Task SeenAsync(DemoSession demo, MemberPhone phone, JsonElement act) =>
        SeenAsync(
            demo,
            phone,
            act.GetProperty("operation").GetString()!,
            [.. act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!)]
        );

    /// <summary>A code for an act, as the text message brings it.</summary>
    internal static async Task<(string ChallengeId, string Code, string Text)> CodeAsync(MemberPhone phone, object act)
    {
        var before = await phone.TextsAsync();
        var asked = await phone.AskAsync(HttpMethod.Post, $"{Identity}/challenges", act);
        var challengeId = asked.Expect(202).Text("challengeId");
        var text = await phone.NewTextAsync(before, hasCode: true);
        return (challengeId, MemberPhone.CodeIn(text), text);
    }

    internal static Task<byte[]> PhotoAsync(DemoSession demo, MemberPhone phone, string kind) =>
        demo.Http.GetByteArrayAsync($"/_local/face/photos/{phone.Owner.Dni}/{kind}.png", demo.Stop);

    internal static async Task<object> ConsentAsync(MemberPhone phone)
    {
        var text = (await TextsAsync(phone)).EnumerateArray().Single(text => text.GetProperty("purpose").GetString() == "biometrics");
        return new { textVersion = text.GetProperty("version").GetString(), textHash = text.GetProperty("hash").GetString() };
    }

    /// <summary>The texts of consents; read once, as a phone keeps them while they do not change.</summary>
    internal static async Task<JsonElement> TextsAsync(MemberPhone phone)
    {
        const string path = "/api/v1/membership/consent-texts";
        if (!phone.Kept.TryGetValue(path, out var texts))
        {
            phone.Kept[path] = texts = (await phone.AskAsync(HttpMethod.Get, path)).Expect(200).Json;
        }

        return texts;
    }

    internal static async Task<string?> TryAsync(DemoSession demo, MemberPhone phone, string token, string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/_local/face/tries/{phone.Owner.Dni}/{kind}");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await demo.Http.SendAsync(request, demo.Stop);
        var told = JsonDocument.Parse(await response.Content.ReadAsStringAsync(demo.Stop));
        return told.RootElement.GetProperty("digest").GetString();
    }
}

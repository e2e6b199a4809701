using Serverless.App.Identity;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Local.Simulators.Face;

namespace Serverless.IntegrationTests.Identity.Recovery;

/// <summary>A new phone in the hand of somebody who says that they lost the old one.</summary>
internal sealed class NewPhone(FaceTown town, string number = NewPhone.Number) : IDisposable
{
    internal const string Number = "+51911222333";
    private readonly TestPhone _phone = town.App.NewPhone();

    internal TestPhone Phone => _phone;

    internal string Id { get; private set; } = "";

    internal async Task<PhoneAnswer> StartAsync(string dni = IdentityApp.KnownDni)
    {
        var started = await _phone.ProveAsync("POST", "recoveries", $$"""{"dni":"{{dni}}","phone":"{{number}}"}""");
        Id = started.Status == 202 ? started.Text("recoveryId") : "";
        return started;
    }

    /// <summary>Reads the text that came to the new number and types its code.</summary>
    internal async Task<PhoneAnswer> ConfirmAsync()
    {
        await town.App.SendCodesAsync();
        var code = town.App.Sms.Inbox.Of(number)[0].Message[..6];
        return await _phone.ProveAsync("POST", $"recoveries/{Id}/confirm", $$"""{"code":"{{code}}"}""");
    }

    internal Task<PhoneAnswer> CameraAsync(string? id = null) =>
        _phone.ProveAsync("POST", $"recoveries/{id ?? Id}/face", $$"""{"consent":{{FaceTown.Consent(null)}}}""");

    /// <summary>Holds a face before the camera that was opened.</summary>
    internal async Task<PhoneAnswer> ShowAsync(PhoneAnswer camera, byte[] face)
    {
        var digest = town.Faces.Sessions.Try(camera.Text("token"), face);
        return await ResultAsync(camera.Text("sessionId"), digest);
    }

    internal Task<PhoneAnswer> ResultAsync(string session, string? digest, string? id = null) =>
        _phone.ProveAsync("POST", $"recoveries/{id ?? Id}/result", $$"""{"faceSession":"{{session}}","digest":"{{digest}}"}""");

    internal async Task<PhoneAnswer> TryAsync(string kind, string person = FaceTown.Person) =>
        await ShowAsync(await CameraAsync(), SamplePhotos.Of(person, kind)!);

    /// <summary>The whole way with the right face, and its news heard.</summary>
    internal async Task<PhoneAnswer> RecoverAsync()
    {
        var done = await AnswerAsync();
        await HearAsync();
        return done;
    }

    /// <summary>The whole way up to the answer; no message of it has arrived anywhere.</summary>
    internal async Task<PhoneAnswer> AnswerAsync()
    {
        await StartAsync();
        await ConfirmAsync();
        return await TryAsync("persona");
    }

    internal Task HearAsync() => town.App.Queues.PumpAsync("identity-events", IdentityModule.Events, town.App.Services, expected: 2);

    public void Dispose() => _phone.Dispose();
}

using System.Globalization;
using Serverless.App.Identity.Face;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Identity.Accounts;

/// <summary>Phones that may sign in and checks of the face, for a member who asks what is known of them. Scores are kept nowhere.</summary>
internal sealed class IdentityHoldings(IdentityStore store, FaceStore faces) : IPersonalDataHolder
{
    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        var account = await store.FindAsync(IdentityStore.Accounts, store.AccountOf(memberId), cancellation);
        var face = await faces.FindAsync(memberId, cancellation);
        return new HeldData(
            "identity",
            "Tu cuenta y tu rostro",
            [
                .. account is null ? [] : new[] { Record(account) },
                .. (account?.Devices ?? []).Select(device => new HeldRecord(
                    "Celular que puede entrar",
                    [new("Nombre", device.Name), new("Registrado", When(device.RegisteredAt))]
                )),
                .. face is null ? [] : new[] { Record(face) },
            ]
        );
    }

    private static HeldRecord Record(Account account) =>
        new(
            "Cuenta",
            [
                new("Activada", account.ActivatedAt is { } at ? When(at) : "no"),
                new("Sesiones abiertas", account.Sessions.Length.ToString(CultureInfo.InvariantCulture)),
            ]
        );

    private static HeldRecord Record(FaceProfile face) =>
        new(
            "Rostro",
            [
                new("Foto de referencia", face.Reference is null ? "no guardamos ninguna" : "guardada y cifrada"),
                .. face.Sessions.Select(session => new HeldFact("Verificación", $"{When(session.StartedAt)}: {session.Status}")),
            ]
        );

    private static string When(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

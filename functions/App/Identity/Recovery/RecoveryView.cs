using Serverless.App.Identity.Face;

namespace Serverless.App.Identity.Recovery;

/// <summary>How the way back stands, for a known DNI and for any other.</summary>
/// <param name="State"><c>code</c>: write the code that came to the new number; <c>face</c>: show your face; <c>done</c>.</param>
/// <param name="Next">What the member does now, in their words; it always names the office as well.</param>
internal sealed record RecoveryView(string RecoveryId, string State, string Next, DateTimeOffset ExpiresAt)
{
    private const string Office = "Si no puedes, ve a una oficina con tu DNI o llama a la mesa de ayuda y te damos una cita.";

    internal static RecoveryView Of(LostAccount lost) =>
        lost.State switch
        {
            RecoveryState.Started => new(lost.Id, "code", $"Escribe el código que llegó a tu celular nuevo. {Office}", lost.ExpiresAt),
            RecoveryState.NumberProved => new(
                lost.Id,
                "face",
                $"Ahora muestra tu rostro a la cámara. ¿Tu celular no tiene cámara? {Office}",
                lost.ExpiresAt
            ),
            _ => new(
                lost.Id,
                "done",
                "Listo. Entra con tu DNI: el código llega a tu celular nuevo. Por 24 horas no podrás mover dinero.",
                lost.ExpiresAt
            ),
        };
}

/// <summary>What came of showing the face.</summary>
/// <param name="Outcome"><c>match</c>, <c>no-match</c>, <c>inconclusive</c>, <c>expired</c>.</param>
/// <param name="TriesLeft">Before the camera is closed for a day.</param>
internal sealed record RecoveryOutcome(string RecoveryId, string Outcome, int TriesLeft, string Next, DateTimeOffset? LockedUntil)
{
    internal static RecoveryOutcome Matched(LostAccount done, int triesLeft) =>
        new(done.Id, "match", triesLeft, RecoveryView.Of(done).Next, null);

    /// <summary>A face that matched nobody's picture counts as none.</summary>
    internal static RecoveryOutcome Of(LostAccount lost, FaceSessionView face) =>
        new(lost.Id, face.Outcome == "match" ? "no-match" : face.Outcome, face.TriesLeft, face.Next, face.LockedUntil);
}

namespace Serverless.App.Identity.Face;

/// <summary>How the phone goes on.</summary>
/// <param name="Kind"><c>camera</c>: the liveness kit with the token; <c>photo</c>: send a photo, officers look at it.</param>
/// <param name="Token">For the kit, valid for this session only.</param>
/// <param name="ExpiresAt">UTC.</param>
internal sealed record FaceOnItsWay(string SessionId, string Kind, string? Token, DateTimeOffset ExpiresAt, int TriesLeft)
{
    /// <summary>Without the token, which may stand in nobody's log.</summary>
    public override string ToString() => $"{nameof(FaceOnItsWay)} {SessionId}";
}

/// <summary>How a session stands. No scores: they help whoever tries to get past them.</summary>
/// <param name="Outcome"><c>match</c>, <c>no-match</c>, <c>inconclusive</c>, <c>expired</c>, <c>in-review</c> or <c>pending</c>.</param>
/// <param name="TriesLeft">Before the camera is closed for a while.</param>
/// <param name="Next">What the member does now, in their words: it always names a way.</param>
internal sealed record FaceSessionView(string SessionId, string Outcome, int TriesLeft, string Next, DateTimeOffset? LockedUntil)
{
    private const string Office = "Si no puedes, ve a una oficina con tu DNI o llama a la mesa de ayuda y te damos una cita.";

    internal static FaceSessionView Of(FaceProfile profile, FaceSession session, DateTimeOffset now, FaceCheckOptions options)
    {
        var left = FaceRules.TriesLeft(profile, now, options);
        return new(session.Id, Word(session.Status), left, NextOf(session, left), profile.LockedUntil > now ? profile.LockedUntil : null);
    }

    private static string Word(FaceSessionStatus status) =>
        status switch
        {
            FaceSessionStatus.Matched => "match",
            FaceSessionStatus.NoMatch => "no-match",
            FaceSessionStatus.Inconclusive => "inconclusive",
            FaceSessionStatus.Expired => "expired",
            FaceSessionStatus.InReview => "in-review",
            _ => "pending",
        };

    private static string NextOf(FaceSession session, int left) =>
        session.Status switch
        {
            FaceSessionStatus.Matched => "Listo. Sigue con tu trámite.",
            FaceSessionStatus.InReview => "Dos personas del fondo miran tu foto. Te avisamos en esta pantalla.",
            FaceSessionStatus.Created or FaceSessionStatus.Running => "Sigue la guía de la cámara.",
            _ when left == 0 => $"Se acabaron los intentos por hoy. Puedes mandar una foto para que la miren dos personas. {Office}",
            FaceSessionStatus.Inconclusive => $"{Hint(session.Reason)} Prueba otra vez. {Office}",
            _ => $"No pudimos ver que eres tú. Prueba otra vez, de frente y con luz. {Office}",
        };

    /// <summary>Only what helps an honest person; what was taken for a trick is not told.</summary>
    private static string Hint(string? reason) =>
        reason switch
        {
            "FaceWithMaskDetected" or "FaceMouthRegionNotVisible" => "Quítate la mascarilla.",
            "FaceEyeRegionNotVisible" => "Quítate los lentes.",
            "ExcessiveImageBlurDetected" => "Ten el celular quieto.",
            "ExcessiveFaceBrightness" => "Hay mucha luz, busca sombra.",
            "CameraPermissionDenied" => "Deja que la app use la cámara.",
            "TimedOut" or "FaceTrackingFailed" => "No vimos tu rostro a tiempo.",
            _ => "No se vio bien.",
        };
}

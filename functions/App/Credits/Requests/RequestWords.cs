namespace Serverless.App.Credits.Requests;

/// <summary>What apps and members call a status and what they can do in it: codes are public contracts, texts are for reading.</summary>
internal static class RequestWords
{
    private const string AskReview = "ask-review";

    internal static string CodeOf(RequestStatus status) => Words(status).Code;

    internal static string TextOf(RequestStatus status) => Words(status).Text;

    /// <summary>What the member can do by a route of the API.</summary>
    internal static IReadOnlyList<string> ActionsOf(RequestStatus status) =>
        [.. RequestMoves.Allowed(status).Select(ActionOf).OfType<(string Code, string Text)>().Select(action => action.Code)];

    /// <summary>The same for one request: a person's word is asked for once.</summary>
    internal static IReadOnlyList<string> ActionsOf(CreditRequest request) =>
        [.. ActionsOf(request.Status).Where(code => !(request.Reviewed && code == AskReview))];

    /// <summary>The same for people, after «puedes»; a look at it is always allowed.</summary>
    internal static string ActionTextsOf(RequestStatus status) =>
        string.Join(
            ", ",
            RequestMoves
                .Allowed(status)
                .Select(ActionOf)
                .OfType<(string Code, string Text)>()
                .Select(action => action.Text)
                .DefaultIfEmpty("mirar cómo va")
        );

    private static (string Code, string Text)? ActionOf(RequestStep step) =>
        step switch
        {
            RequestStep.Submit => ("submit", "enviarla"),
            RequestStep.AskReview => (AskReview, "pedir que la mire una persona"),
            RequestStep.VerifyIdentity => ("accept", "aceptar la hoja resumen"),
            RequestStep.ConfirmCode => ("sign", "firmar el contrato"),
            RequestStep.Retry => ("correct-account", "corregir tu cuenta"),
            RequestStep.Withdraw => ("withdraw", "retirarla"),
            _ => null,
        };

    private static (string Code, string Text) Words(RequestStatus status) =>
        status switch
        {
            RequestStatus.None => ("none", "sin empezar"),
            RequestStatus.Draft => ("draft", "en borrador"),
            RequestStatus.Simulated => ("simulated", "por enviar"),
            RequestStatus.Submitted => ("submitted", "enviada"),
            RequestStatus.Precheck => ("precheck", "la estamos revisando"),
            RequestStatus.Declined => ("declined", "no aprobada"),
            RequestStatus.Review => ("review", "la revisa una persona"),
            RequestStatus.Preapproved => ("preapproved", "preaprobada: falta tu aceptación"),
            RequestStatus.IdentityOk => ("identity-ok", "identidad verificada"),
            RequestStatus.TermsAccepted => ("terms-accepted", "falta firmar el contrato"),
            RequestStatus.OtpConfirmed => ("otp-confirmed", "código confirmado"),
            RequestStatus.ContractSigned => ("contract-signed", "contrato firmado"),
            RequestStatus.SecondApproval => ("second-approval", "espera una segunda aprobación"),
            RequestStatus.Disbursing => ("disbursing", "enviamos tu dinero"),
            RequestStatus.PayingCreditors => ("paying-creditors", "pagamos tus deudas"),
            RequestStatus.Disbursed => ("disbursed", "dinero enviado"),
            RequestStatus.LoanOpen => ("loan-open", "crédito abierto"),
            RequestStatus.DisburseFailed => ("disburse-failed", "el banco no aceptó la cuenta"),
            RequestStatus.Withdrawn => ("withdrawn", "retirada"),
            RequestStatus.Expired => ("expired", "vencida"),
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No words for this status"),
        };
}

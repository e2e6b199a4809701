namespace Serverless.App.Benefits.Claims;

/// <summary>What people can do with a claim, after «se puede»; the codes of the steps are in <see cref="ClaimWords"/>.</summary>
internal static class ClaimStepWords
{
    internal static string TextOf(ClaimStep step) =>
        step switch
        {
            ClaimStep.Register => "empezarla",
            ClaimStep.Submit => "mandarla a revisión",
            ClaimStep.Observe => "pedir lo que falta",
            ClaimStep.Resume => "seguir con la revisión",
            ClaimStep.Abandon => "archivarla",
            ClaimStep.FindEligible => "decir que corresponde",
            ClaimStep.FindIneligible => "decir que no corresponde",
            ClaimStep.Calculate => "sacar la cuenta",
            ClaimStep.Recalculate => "sacar la cuenta otra vez",
            ClaimStep.Review => "revisar la cuenta",
            ClaimStep.Approve => "aprobarla",
            ClaimStep.Reject => "negarla",
            ClaimStep.OffsetDebts => "descontar los créditos",
            ClaimStep.OrderPayment => "mandar el pago al banco",
            ClaimStep.PayInPart => "pagar una parte",
            ClaimStep.ReturnPayment => "anotar un pago devuelto",
            ClaimStep.Pay => "pagarla",
            ClaimStep.Close => "cerrarla",
            ClaimStep.Appeal => "pedir que se reconsidere",
            ClaimStep.UpholdAppeal => "dar la razón a quien reclama",
            ClaimStep.ReopenByAppeal => "abrirla otra vez por el reclamo",
            ClaimStep.DismissAppeal => "mantener la negativa",
            ClaimStep.Cancel => "anularla",
            ClaimStep.Supersede => "pasarla al trámite de fallecimiento",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No text for this step"),
        };
}

namespace Serverless.App.Membership.Affiliations.Answers;

/// <summary>Why payroll did not withhold, in words that tell the member what to mend; the codes are those of the payroll port.</summary>
internal static class PayrollReasons
{
    internal static string TextOf(string? reason) =>
        reason switch
        {
            "TOPE-50" => "Tus otros descuentos ya llegan a la mitad de tu pago.",
            "SIN-PLAZA" => "Tu planilla no halla tu plaza. Pregunta en tu UGEL.",
            "LICENCIA" => "Estás de licencia sin pago.",
            "CESE" => "Tu planilla dice que ya cesaste. Pregunta en tu UGEL.",
            "CODIGO-ERRADO" => "Tu código modular no coincide. Pide a tu UGEL que lo corrija.",
            "OTRA-UGEL" => "Ahora te paga otra UGEL. Espera a que el padrón se ponga al día.",
            "DUPLICADO" => "Tu planilla ya tenía este pedido.",
            "unknown-to-payroll" => "Tu planilla no te conoce todavía. Pregunta en tu UGEL.",
            _ => "Tu UGEL no dijo la causa. Pregunta ahí o llámanos.",
        };
}

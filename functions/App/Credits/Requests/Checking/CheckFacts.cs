using Serverless.App.Credits.Caps;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Checking;

/// <summary>What the employer's payroll says of a teacher (docs/ports/payroll-capacity.md).</summary>
/// <param name="Period">First day of the payslip's month.</param>
/// <param name="ContractEnd">Last day of the contract of a contratado.</param>
internal sealed record PayrollFacts(DateOnly Period, Payslip Payslip, DateOnly BirthDate, DateOnly? ContractEnd);

/// <summary>What the credit bureau says (docs/ports/credit-bureau.md).</summary>
/// <param name="Class">0 Normal, 1 CPP, 2 Deficiente, 3 Dudoso, 4 Pérdida.</param>
internal sealed record BureauFacts(int Class);

/// <summary>What a decision on a request rests on.</summary>
/// <param name="Kind">The member's kind in the register.</param>
/// <param name="Payroll">Null when payroll does not know the teacher.</param>
/// <param name="Bureau">Null when the bureau has no history.</param>
/// <param name="InArrears">One of the member's own loans is overdue.</param>
/// <param name="NotYetOnPayslip">Instalments of own loans that began after the payslip was made.</param>
/// <param name="Relief">What the payslip shows for a loan that a top-up closes.</param>
internal sealed record CheckFacts(
    string Kind,
    string Ugel,
    PayrollFacts? Payroll,
    BureauFacts? Bureau,
    bool InArrears,
    Money NotYetOnPayslip,
    Money Relief
)
{
    /// <summary>The highest instalment that payroll has room for.</summary>
    internal Money Capacity(Rate kept)
    {
        if (Payroll is not { } payroll)
        {
            return Money.Zero;
        }

        var voluntary = payroll.Payslip.Voluntary + NotYetOnPayslip - Relief;
        return PayrollFloor.Of(payroll.Payslip with { Voluntary = Money.Max(Money.Zero, voluntary) }, kept).MaxNewInstalment;
    }
}

using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Messages.Templates;

/// <summary>A credit contract with its two annexes, summary sheet and schedule (Res. SBS 3274-2017).</summary>
/// <param name="Number">As people cite it.</param>
/// <param name="Product">Its name for people.</param>
/// <param name="DisbursedTo">The account, masked but for its last four digits.</param>
/// <param name="Rows">The whole schedule; totals are added when it is drawn.</param>
internal sealed record CreditContract(
    string Number,
    string Product,
    string DisbursedTo,
    SummarySheet Summary,
    IReadOnlyList<CreditRow> Rows
) : DocumentData
{
    internal override string Kind => DocumentKinds.CreditContract;
}

/// <summary>What the summary sheet (hoja resumen) must state.</summary>
/// <param name="Amount">Principal.</param>
/// <param name="Received">What reaches the member, after charges taken at disbursement.</param>
/// <param name="Tea">Effective annual rate, 360 days.</param>
/// <param name="Tcea">Effective annual cost.</param>
/// <param name="MoratoryTea">Moratory rate, effective annual.</param>
/// <param name="InsuranceMonthly">Credit life insurance (desgravamen), monthly.</param>
/// <param name="Instalment">The usual instalment.</param>
/// <param name="Disbursed">Day from which interest runs.</param>
/// <param name="PaymentWay">How instalments are paid, for people: <c>Descuento por planilla</c>.</param>
internal sealed record SummarySheet(
    Money Amount,
    Money Received,
    Rate Tea,
    Rate Tcea,
    Rate MoratoryTea,
    Rate InsuranceMonthly,
    Money Instalment,
    DateOnly Disbursed,
    string PaymentWay
);

/// <summary>A row of the schedule, each figure rounded once.</summary>
internal sealed record CreditRow(
    int Number,
    DateOnly Due,
    Money Principal,
    Money Interest,
    Money Insurance,
    Money Charge,
    Money Instalment,
    Money Balance
);

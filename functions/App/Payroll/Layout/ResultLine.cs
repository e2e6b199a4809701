namespace Serverless.App.Payroll.Layout;

/// <summary>What payroll says it did.</summary>
internal enum PayrollVerdict
{
    Applied,
    Partial,
    Rejected,
}

/// <summary>A line of an answer, well-formed and consistent in itself.</summary>
/// <param name="Dni">Eight digits: personal data.</param>
/// <param name="ModularCode">Ten digits: personal data.</param>
/// <param name="Reason">One of the port's reasons; empty when applied in full.</param>
internal sealed record ResultLine(
    int Number,
    string Dni,
    string ModularCode,
    string Concept,
    string Period,
    long RequestedCentimos,
    PayrollVerdict Verdict,
    long AppliedCentimos,
    string Reason
);

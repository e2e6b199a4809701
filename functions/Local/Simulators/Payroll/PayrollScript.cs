namespace Serverless.Local.Simulators.Payroll;

/// <summary>How payroll answers from now on; the default applies every line in full, at once.</summary>
/// <param name="RejectPercent">Share of lines that are refused.</param>
/// <param name="PartialPercent">Share of lines of which only half is taken.</param>
/// <param name="Reason">Why, in the port's words.</param>
/// <param name="UnknownLines">Lines for somebody nobody asked for, added at the end.</param>
/// <param name="WrongTotals">The trailer is one céntimo off.</param>
/// <param name="Twice">The same file lies there again under a second name.</param>
/// <param name="Silent">The file comes and no event tells of it.</param>
/// <param name="Holds">Nothing is answered until this is false again.</param>
public sealed record PayrollScript(
    int RejectPercent = 0,
    int PartialPercent = 0,
    string Reason = "TOPE-50",
    int UnknownLines = 0,
    bool WrongTotals = false,
    bool Twice = false,
    bool Silent = false,
    bool Holds = false
)
{
    internal bool IsSound =>
        RejectPercent >= 0 && PartialPercent >= 0 && RejectPercent + PartialPercent <= 100 && UnknownLines is >= 0 and <= 1000;
}

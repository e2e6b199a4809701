namespace Serverless.Local.Simulators.Bank;

/// <summary>How the bank behaves from now on; the default takes every order with a sound account and pays it at once.</summary>
/// <param name="RejectNext">This many of the next orders are taken and then rejected.</param>
/// <param name="Reason">Why, in the port's words.</param>
/// <param name="WrongAmountCentimos">Added to the amount that a notice speaks of.</param>
/// <param name="Twice">Every notice comes twice.</param>
/// <param name="Contradicts">After each notice comes another one that says the opposite.</param>
/// <param name="BadSignature">Notices are signed with a key that is nobody's.</param>
/// <param name="Holds">Orders are taken; what became of them is told when this is false and notices are asked for.</param>
/// <param name="Down">Every order is answered 503.</param>
/// <param name="LosesAnswers">Orders are taken and the line drops before the answer.</param>
public sealed record BankScript(
    int RejectNext = 0,
    string Reason = "account-closed",
    long WrongAmountCentimos = 0,
    bool Twice = false,
    bool Contradicts = false,
    bool BadSignature = false,
    bool Holds = false,
    bool Down = false,
    bool LosesAnswers = false
)
{
    internal bool IsSound => RejectNext is >= 0 and <= 1000 && Reason.Length is > 0 and <= 40;
}

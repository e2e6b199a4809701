namespace Serverless.App.Credits.Yields;

/// <summary>
/// One amount at one time, for finding the rate that makes the flows worth nothing together. Received is positive or negative as long
/// as paid has the other sign.
/// </summary>
/// <param name="Amount">Soles, signed.</param>
/// <param name="Time">When, in the periods of the rate that is asked for; never negative.</param>
/// <param name="LinearFraction">
/// Part of a period that is discounted linearly by 1 + f·i, as the US actuarial method does with odd days (Regulation Z, appendix J).
/// </param>
internal readonly record struct CashFlow(double Amount, double Time, double LinearFraction = 0);

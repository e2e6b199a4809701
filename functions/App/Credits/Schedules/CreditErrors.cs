using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Schedules;

/// <summary>Why a credit cannot be computed as asked.</summary>
internal static class CreditErrors
{
    public static readonly Error AmountInvalid = Error.Unprocessable("credits.amount-invalid");
    public static readonly Error RateInvalid = Error.Unprocessable("credits.rate-invalid");
    public static readonly Error TermInvalid = Error.Unprocessable("credits.term-invalid");
    public static readonly Error GraceInvalid = Error.Unprocessable("credits.grace-invalid");
    public static readonly Error FirstDueInvalid = Error.Unprocessable("credits.first-due-invalid");
    public static readonly Error ChargesInvalid = Error.Unprocessable("credits.charges-invalid");

    /// <summary>The figures grow past what money can hold; nobody lends on such terms.</summary>
    public static readonly Error OutOfRange = Error.Unprocessable("credits.out-of-range");
}

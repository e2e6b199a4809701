using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sending;

namespace Serverless.UnitTests.Identity;

/// <summary>Row M13: a code that is heard.</summary>
public sealed class CodeSpeechTests
{
    private static readonly OtpChallenge Loan = new("c1", "a1", "contracts.sign-credit", "hash", "device", DateTimeOffset.UnixEpoch)
    {
        Subject = "S/ 8000.00 a 24 meses",
    };

    [Fact]
    public void M13_digits_are_said_one_by_one_and_repeated_twice()
    {
        var speech = CodeSpeech.Of(Loan, "firmar tu credito", "907214", TimeSpan.FromMinutes(5));

        Assert.Equal(3, speech.Split("nueve. cero. siete. dos. uno. cuatro.").Length - 1);
        Assert.DoesNotContain("907214", speech, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_confirmed_and_the_warning_are_said_too()
    {
        var speech = CodeSpeech.Of(Loan, "firmar tu credito", "000000", TimeSpan.FromMinutes(5));

        Assert.Contains("para firmar tu credito: S/ 8000.00 a 24 meses.", speech, StringComparison.Ordinal);
        Assert.EndsWith("Vale 5 minutos. No lo des a nadie: nunca te lo pediremos.", speech, StringComparison.Ordinal);
    }
}

using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Sending;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Identity;

/// <summary>What the member reads is what the code is bound to (domain.md section 3.2).</summary>
public sealed class ActSubjectTests
{
    [Theory]
    [InlineData("S/ {1} a {2} meses, contrato ...{3:4}", "S/ 8,000.00 a 24 meses, contrato ...A1B2")]
    [InlineData("{9} y {x}", " y ")]
    [InlineData("sin partes", "sin partes")]
    [InlineData("{1", "{1")]
    public void D11_subject_is_made_of_the_parts_that_the_hash_is_made_of(string says, string subject) =>
        Assert.Equal(subject, ActSubject.Of(says, ["m1", "8,000.00", "24", "9f86d081A1B2"]));

    [Fact]
    public void Part_that_lies_about_itself_cannot_push_the_warning_out_of_the_text_or_double_its_price()
    {
        var subject = ActSubject.Of("{0}", [new string('x', 250) + "\n€ñá\u0301\ud83d\ude00"])!;
        var challenge = new OtpChallenge("c", "a", "credits.accept", "hash", "d", default)
        {
            Subject = ActSubject.Of("{0}", ["ñandú 😀\r\n1"]),
        };
        var text = CodeText.Of(challenge, "aceptar tu credito", "123456", TimeSpan.FromMinutes(5));

        Assert.InRange(subject.Length, 1, ActSubject.Longest);
        Assert.True(SmsSegments.IsGsm7(text), text);
        Assert.Equal(1, SmsSegments.Count(text));
    }

    [Fact]
    public void Operation_that_says_nothing_has_no_subject() => Assert.Null(ActSubject.Of(null, ["a"]));
}

using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sending;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Identity;

public sealed class CodeTextTests
{
    private static readonly OtpChallenge Challenge = new(
        "0f8fad5b-d9cb-8165-a0ee-70867728950e",
        "a1",
        "membership.confirm-affiliation",
        OperationHash.Of("affiliation-1"),
        "device-1",
        new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero)
    );

    [Fact]
    public void D11_text_names_the_act_and_what_it_is_bound_to_in_one_seven_bit_segment()
    {
        var text = CodeText.Of(Challenge, new string('m', 40), "012345", TimeSpan.FromMinutes(10));

        Assert.True(SmsSegments.IsGsm7(text), text);
        Assert.Equal(1, SmsSegments.Count(text));
        Assert.StartsWith("012345 ", text, StringComparison.Ordinal);
        Assert.Contains(Challenge.OperationHash[^4..].ToUpperInvariant(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_to_an_account_that_is_not_active_fits_too() =>
        Assert.Equal((true, 1), (SmsSegments.IsGsm7(CodeText.NotActivated), SmsSegments.Count(CodeText.NotActivated)));

    [Fact]
    public void Tag_comes_back_as_it_was_and_other_tags_are_not_ours()
    {
        Assert.Equal((Challenge.Id, 1), CodeTag.Read(CodeTag.Of(Challenge with { Resends = 1 })));
        Assert.Null(CodeTag.Read(null));
        Assert.Null(CodeTag.Read("payslip|0f8fad5b-d9cb-8165-a0ee-70867728950e|0"));
        Assert.Null(CodeTag.Read("otp|x|0"));
    }

    [Fact]
    public void Parts_that_run_together_have_different_hashes()
    {
        Assert.NotEqual(OperationHash.Of("ab", "c"), OperationHash.Of("a", "bc"));
        Assert.NotEqual(OperationHash.Of("ab"), OperationHash.Of("ab", ""));
        Assert.Equal(OperationHash.Of("ab", "ñ"), OperationHash.Of("ab", "ñ"));
    }
}

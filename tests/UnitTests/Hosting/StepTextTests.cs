using System.Text.RegularExpressions;
using Serverless.App.Benefits.Claims;
using Serverless.App.Credits.Loans;
using Serverless.App.Credits.Requests;
using Serverless.App.Membership.Affiliations;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Hosting;

/// <summary>A step that is refused is refused in Spanish: the codes that programs decide by stay in the arguments (row D12).</summary>
public sealed class StepTextTests
{
    private static readonly ErrorCatalogue Catalogue = ErrorCatalogue.Load(OurAssemblies.All);

    public static TheoryData<string> Loans => [.. Enum.GetNames<LoanStatus>()];

    public static TheoryData<string> Claims => [.. Enum.GetNames<ClaimStatus>()];

    public static TheoryData<string> Requests => [.. Enum.GetNames<RequestStatus>()];

    public static TheoryData<string> Affiliations => [.. Enum.GetNames<AffiliationStatus>()];

    [Theory]
    [MemberData(nameof(Loans))]
    public void D12_loan_s_refusal_says_in_spanish_how_it_stands_and_what_can_be_done(string name)
    {
        var status = Enum.Parse<LoanStatus>(name);

        foreach (var step in Enum.GetValues<LoanStep>().Except(LoanMoves.Allowed(status)))
        {
            var refused = LoanMoves.Next(status, step).Error!;

            AssertSpanish(refused, Codes<LoanStatus>(), Codes<LoanStep>());
            Assert.Equal(string.Join(", ", LoanMoves.Allowed(status)), refused.Arguments["allowed"]);
            Assert.Equal(name, refused.Arguments["status"]);
        }
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void D12_claim_s_refusal_says_in_spanish_how_it_stands_and_what_can_be_done(string name)
    {
        var refused = ClaimMoveRules.NotAllowed(Enum.Parse<ClaimStatus>(name));

        AssertSpanish(refused, Codes<ClaimStatus>(), Codes<ClaimStep>());
        Assert.Equal(
            string.Join(", ", ClaimMoveRules.Allowed(Enum.Parse<ClaimStatus>(name)).Select(ClaimWords.CodeOf)),
            refused.Arguments["allowed"]
        );
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void D12_request_s_refusal_says_in_spanish_how_it_stands_and_what_can_be_done(string name) =>
        AssertSpanish(RequestMoves.NotAllowed(Enum.Parse<RequestStatus>(name)), Codes<RequestStatus>(), Codes<RequestStep>());

    [Theory]
    [MemberData(nameof(Affiliations))]
    public void D12_affiliation_s_refusal_says_in_spanish_how_it_stands(string name) =>
        AssertSpanish(
            AffiliationRules.NotAllowed(Enum.Parse<AffiliationStatus>(name)),
            Codes<AffiliationStatus>(),
            Codes<AffiliationStep>()
        );

    [Fact]
    public void D12_every_step_of_a_claim_has_words_of_its_own() =>
        Assert.Equal(
            Enum.GetValues<ClaimStep>().Length,
            Enum.GetValues<ClaimStep>().Select(ClaimStepWords.TextOf).Distinct(StringComparer.Ordinal).Count()
        );

    [Theory]
    [InlineData("requester")]
    [InlineData("proposer")]
    [InlineData("calculator")]
    [InlineData("reviewer")]
    [InlineData("approver")]
    [InlineData("second-approver")]
    [InlineData("payer")]
    [InlineData("refusal")]
    [InlineData("a-duty-of-tomorrow")]
    public void D12_duty_that_was_done_already_is_named_in_spanish(string duty)
    {
        var refused = SeparationOfDuties.ViolatedBy(duty);

        AssertSpanish(refused, [duty]);
        Assert.Equal(duty, refused.Arguments["duty"]);
    }

    private static void AssertSpanish(Error refused, params IEnumerable<string>[] codes)
    {
        var text = Catalogue.For(refused.Code, refused.Arguments);

        var english = codes
            .SelectMany(code => code)
            .Where(code => Regex.IsMatch($"{text.Title} {text.Detail}", $@"\b{Regex.Escape(code)}\b", RegexOptions.IgnoreCase));
        Assert.Empty(english);
        Assert.DoesNotContain("{", text.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(": .", text.Detail, StringComparison.Ordinal);
    }

    /// <summary>As the machine writes a name: <c>PaidOff</c>, <c>paid-off</c>, <c>paid off</c>.</summary>
    private static IEnumerable<string> Codes<T>()
        where T : struct, Enum =>
        Enum.GetNames<T>()
            .SelectMany(name => new[] { name, Regex.Replace(name, "(?<!^)([A-Z])", "-$1"), Regex.Replace(name, "(?<!^)([A-Z])", " $1") });
}

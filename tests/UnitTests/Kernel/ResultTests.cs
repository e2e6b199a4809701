using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class ResultTests
{
    [Fact]
    public void Value_of_a_success_is_given()
    {
        Result<int> result = 7;

        Assert.True(result.IsSuccess);
        Assert.Equal(7, result.Value);
    }

    [Fact]
    public void Value_of_a_failure_throws_and_names_the_code()
    {
        Result<int> result = Error.NotFound("membership.member-not-found");

        var thrown = Assert.Throws<InvalidOperationException>(() => result.Value);

        Assert.Contains("membership.member-not-found", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Then_after_a_failure_is_not_called()
    {
        Result<int> result = Error.Conflict("membership.already-open");

        var next = result.Then<string>(_ => throw new InvalidOperationException("called"));

        Assert.Equal("membership.already-open", next.Error?.Code);
    }

    [Fact]
    public void With_adds_a_value_and_leaves_the_original_alone()
    {
        var error = Error.Unprocessable("credits.above-cap");

        var named = error.With("cap", "113.16");

        Assert.Equal("113.16", named.Arguments["cap"]);
        Assert.Empty(error.Arguments);
    }
}

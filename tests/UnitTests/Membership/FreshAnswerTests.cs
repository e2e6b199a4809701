using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Membership;
using Serverless.App.Membership.Home;
using Serverless.Platform.Hosting.Http;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.UnitTests.Membership;

public sealed class FreshAnswerTests
{
    private static readonly NextStep Wait = new("wait", "Espera", "No tienes que hacer nada.", null);
    private static readonly HomeView Home = new("Rosa", "nombrado", null, Wait, ["hotels"]);

    [Fact]
    public void First_answer_has_a_body_and_a_tag_and_is_for_this_phone_alone()
    {
        var context = new DefaultHttpContext();

        var answer = Answer(Home, context);

        Assert.IsType<Ok<HomeView>>(answer);
        Assert.Matches("^\"[A-Za-z0-9_-]{16}\"$", context.Response.Headers.ETag.ToString());
        Assert.Equal("private, no-cache", context.Response.Headers.CacheControl.ToString());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    public void Same_answer_again_costs_no_body(string header) =>
        Assert.Equal(304, Assert.IsType<StatusCodeHttpResult>(Answer(Home, Asking(header, TagOf(Home)))).StatusCode);

    [Fact]
    public void Anything_that_changed_is_sent_anew() =>
        Assert.IsType<Ok<HomeView>>(Answer(Home with { Services = ["hotels", "store"] }, Asking("{0}", TagOf(Home))));

    [Fact]
    public void Refusal_has_no_tag()
    {
        var context = new DefaultHttpContext();

        var answer = FreshAnswer.Of(MembershipErrors.MemberNotFound, MembershipJson.Default.HomeView, context).Result;

        Assert.IsType<ProblemResult>(answer);
        Assert.Equal(0, context.Response.Headers.ETag.Count);
    }

    private static IResult Answer(HomeView home, HttpContext context) =>
        FreshAnswer.Of<HomeView>(home, MembershipJson.Default.HomeView, context).Result;

    private static string TagOf(HomeView home)
    {
        var context = new DefaultHttpContext();
        Answer(home, context);
        return context.Response.Headers.ETag.ToString();
    }

    private static DefaultHttpContext Asking(string header, string tag)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfNoneMatch = header.Replace("{0}", tag, StringComparison.Ordinal);
        return context;
    }
}

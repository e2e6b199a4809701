using CsCheck;
using Microsoft.AspNetCore.Http;
using Serverless.Platform.Hosting;

namespace Serverless.UnitTests.Hosting;

public sealed class PageRequestTests
{
    [Fact]
    public void Nothing_asked_is_the_first_page_of_the_usual_size() =>
        Assert.Equal(new PageRequest(PageRequest.DefaultLimit, null), PageRequest.Of(With("")).Value);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("100", 100)]
    public void Limit_within_bounds_is_taken(string limit, int expected) =>
        Assert.Equal(expected, PageRequest.Of(With($"?limit={limit}")).Value.Limit);

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("1e1")]
    [InlineData("99999999999")]
    [InlineData("ten")]
    public void Limit_out_of_bounds_is_refused(string limit) =>
        Assert.Equal(PlatformErrors.BadRequest, PageRequest.Of(With($"?limit={Uri.EscapeDataString(limit)}")).Error);

    [Theory]
    [InlineData("a")]
    [InlineData("%%%")]
    [InlineData("a b")]
    [InlineData("=====")]
    public void Cursor_that_is_none_of_ours_is_refused(string cursor) =>
        Assert.Equal(PlatformErrors.BadCursor, PageRequest.Of(With($"?cursor={Uri.EscapeDataString(cursor)}")).Error);

    [Fact]
    public void Cursor_of_a_megabyte_is_refused() =>
        Assert.Equal(PlatformErrors.BadCursor, PageRequest.Of(With("?cursor=" + new string('A', 1 << 20))).Error);

    [Fact]
    public void Cursor_comes_back_as_the_term_it_was_made_of() =>
        Gen.String[1, 100]
            .Where(text => !text.Any(char.IsSurrogate))
            .Sample(after => PageRequest.Of(With($"?limit=7&cursor={PageRequest.CursorFor(after)}")).Value == new PageRequest(7, after));

    private static HttpRequest With(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return request;
    }
}

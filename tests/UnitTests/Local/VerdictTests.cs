using System.Net;
using System.Text;
using Serverless.Local.Host;

namespace Serverless.UnitTests.Local;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(200, "application/json", "{}", "Succeeded")]
    [InlineData(202, "application/json", """{"Outputs":{},"Logs":["a"],"ReturnValue":null}""", "Succeeded")]
    [InlineData(200, "application/json", "null", "NeverCompletes")]
    [InlineData(200, "application/json", "", "NeverCompletes")]
    [InlineData(204, null, "", "NeverCompletes")]
    [InlineData(200, "text/plain", "{}", "Failed")]
    [InlineData(200, "application/problem+json", "{}", "Failed")]
    [InlineData(200, "application/json", "boom", "Failed")]
    [InlineData(302, "application/json", "{}", "Failed")]
    [InlineData(404, "application/json", "{}", "Failed")]
    [InlineData(500, "application/json", "{}", "Failed")]
    public async Task Answer_is_judged_as_the_host_judges_it(int status, string? mediaType, string body, string verdict)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Content = mediaType is null ? new ByteArrayContent([]) : new StringContent(body, Encoding.UTF8, mediaType);

        var judged = await Invoker.JudgeAsync(response, CancellationToken.None);

        Assert.Equal(verdict, judged.ToString());
    }
}

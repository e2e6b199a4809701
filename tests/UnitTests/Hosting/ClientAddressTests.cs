using System.Net;
using Microsoft.AspNetCore.Http;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Http;

namespace Serverless.UnitTests.Hosting;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("X-Client-IP")]
    [InlineData("X-Forwarded-For")]
    [InlineData("CLIENT-IP")]
    public void Header_is_not_believed_unless_it_is_configured(string header)
    {
        var address = ClientAddress.Of(RequestWith(header, "203.0.113.7"), new HostingOptions());

        Assert.Equal(new ClientAddress(null, null), address);
    }

    [Fact]
    public void Only_the_configured_header_is_read_and_it_is_named_as_evidence()
    {
        var request = RequestWith("X-Azure-ClientIP", "203.0.113.7");
        request.Headers["X-Client-IP"] = "198.51.100.9";

        var address = ClientAddress.Of(request, new HostingOptions { ClientAddressHeader = "X-Azure-ClientIP" });

        Assert.Equal(new ClientAddress(IPAddress.Parse("203.0.113.7"), "X-Azure-ClientIP"), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("203.0.113.7, 10.0.0.1")]
    [InlineData("203.0.113.7:51234")]
    [InlineData("<script>")]
    public void Unreadable_value_is_an_unknown_address_from_a_named_header(string value)
    {
        var address = ClientAddress.Of(
            RequestWith("X-Azure-ClientIP", value),
            new HostingOptions { ClientAddressHeader = "X-Azure-ClientIP" }
        );

        Assert.Equal(new ClientAddress(null, "X-Azure-ClientIP"), address);
    }

    [Fact]
    public void Address_of_the_new_internet_is_read()
    {
        var address = ClientAddress.Of(RequestWith("X-IP", "2001:db8::7"), new HostingOptions { ClientAddressHeader = "X-IP" });

        Assert.Equal(IPAddress.Parse("2001:db8::7"), address.Address);
    }

    private static HttpRequest RequestWith(string header, string value)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[header] = value;
        return request;
    }
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting;

namespace Serverless.UnitTests.Authentication;

/// <summary>Schemes without what the framework brings beside them.</summary>
public sealed class SchemeServicesTests
{
    [Fact]
    public void No_instance_keeps_a_ring_of_keys_on_its_disk()
    {
        var builder = HandlerHost.CreateBuilder([], new HandlerEnvironment(Port: 0));

        Assert.DoesNotContain(
            builder.Services,
            service =>
                service.ServiceType.FullName!.Contains("DataProtection", StringComparison.Ordinal)
                || service.ImplementationType?.FullName?.Contains("DataProtection", StringComparison.Ordinal) == true
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://login.example.com/tenant")]
    public async Task Only_our_own_settings_say_what_a_token_must_be(string? authority)
    {
        var builder = HandlerHost.CreateBuilder(
            [
                .. authority is null ? [] : new[] { $"--Staff:Authority={authority}" },
                "--Staff:Audience=serverless",
                "--Authentication:Schemes:Staff:Authority=https://login.stranger.example",
                "--Authentication:Schemes:Staff:ValidAudiences:0=stranger",
                "--Authentication:Schemes:Staff:ValidIssuers:0=stranger",
            ],
            new HandlerEnvironment(Port: 0)
        );
        await using var app = builder.Build();

        var bearer = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(StaffAuthentication.Scheme);

        Assert.Equal(authority, bearer.Authority);
        Assert.Null(bearer.TokenValidationParameters.ValidAudiences);
        Assert.Null(bearer.TokenValidationParameters.ValidIssuers);
    }
}

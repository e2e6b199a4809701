using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.UnitTests.Hosting;

/// <summary>Options for one known type are what the framework would have made of the same registrations.</summary>
public sealed class ReadOptionsTests
{
    [Fact]
    public void Options_read_once_are_those_of_the_framework()
    {
        Action<IServiceCollection> registered = services =>
            services
                .Configure<RouteOptions>(o => o.LowercaseUrls = true)
                .Configure<RouteOptions>("other", o => o.AppendTrailingSlash = true)
                .PostConfigure<RouteOptions>(o => o.LowercaseQueryStrings = o.LowercaseUrls);

        var (framework, ours) = (Provider(registered), Provider(registered, services => services.AddReadOnce<RouteOptions>()));

        Assert.Equivalent(Options(framework), Options(ours));
        Assert.True(Options(ours) is { LowercaseUrls: true, LowercaseQueryStrings: true, AppendTrailingSlash: false });
        Assert.Same(Options(ours), Options(ours));

        static RouteOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<RouteOptions>>().Value;
    }

    [Fact]
    public void Options_read_by_name_are_those_of_the_framework()
    {
        Action<IServiceCollection> registered = services =>
            services
                .Configure<RouteOptions>("lower", o => o.LowercaseUrls = true)
                .ConfigureAll<RouteOptions>(o => o.AppendTrailingSlash = true)
                .PostConfigureAll<RouteOptions>(o => o.LowercaseQueryStrings = o.LowercaseUrls);

        var (framework, ours) = (Provider(registered), Provider(registered, services => services.AddReadByName<RouteOptions>()));

        foreach (var name in new[] { "lower", "", "unknown" })
        {
            Assert.Equivalent(Options(framework, name), Options(ours, name));
            Assert.Same(Options(ours, name), Options(ours, name));
            Assert.Equal(name == "lower", Options(ours, name).LowercaseQueryStrings);
        }

        static RouteOptions Options(IServiceProvider services, string name) =>
            services.GetRequiredService<IOptionsMonitor<RouteOptions>>().Get(name);
    }

    [Fact]
    public void Options_that_a_rule_refuses_are_not_handed_out()
    {
        var services = Provider(
            services => services.AddOptions<RouteOptions>().Validate(o => o.LowercaseUrls, "must be lower case"),
            services => services.AddReadOnce<RouteOptions>()
        );

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<RouteOptions>>().Value);

        Assert.Equal("must be lower case", Assert.Single(refused.Failures));
    }

    private static ServiceProvider Provider(params Action<IServiceCollection>[] registrations)
    {
        var services = new ServiceCollection().AddOptions();
        Array.ForEach(registrations, register => register(services));
        return services.BuildServiceProvider();
    }
}

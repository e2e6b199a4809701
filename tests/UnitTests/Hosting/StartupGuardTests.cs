using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.App.Identity;
using Serverless.Local.Cli;
using Serverless.Platform.Authorization;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.UnitTests.Hosting;

/// <summary>Decision 28: what belongs to a laptop keeps the app from starting anywhere else.</summary>
public sealed class StartupGuardTests
{
    private static readonly string[] Production = ["--Staff:Authority=https://login.example.com/tenant", "--Staff:Audience=serverless"];

    [Theory]
    [InlineData("http://sms.example.com")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("https://localhost")]
    [InlineData("https://[::1]")]
    public async Task Vendor_of_a_laptop_is_named_with_its_setting(string endpoint)
    {
        var findings = await FindingsAsync(services => services.AddVendorEndpoint("Sms__Endpoint", _ => new Uri(endpoint)));

        Assert.Equal("Sms__Endpoint must be an https address of another machine", Assert.Single(findings));
    }

    [Fact]
    public async Task Simulators_staff_issuer_is_found()
    {
        var findings = await FindingsAsync(
            _ => { },
            "--Staff:Authority=http://127.0.0.1:7071/_local/oidc",
            "--Staff:Audience=serverless-staff"
        );

        Assert.Equal("Staff__Authority must be an https address of another machine", Assert.Single(findings));
    }

    [Fact]
    public async Task Development_key_is_found()
    {
        var findings = await FindingsAsync(services => services.AddSigningKeyId("AccessTokens__SigningKey", _ => "local-7f3a"));

        Assert.Equal("AccessTokens__SigningKey is a development key", Assert.Single(findings));
    }

    [Fact]
    public async Task Every_interim_policy_is_named()
    {
        var findings = await FindingsAsync(services => services.AddInterimPolicies(_ => ["credits.rate", "fund.interest"]));

        Assert.Equal(["Policy credits.rate is interim", "Policy fund.interest is interim"], findings);
    }

    [Fact]
    public async Task Interim_row_of_the_policy_table_keeps_the_app_from_starting_and_the_shipped_table_does_not()
    {
        using var json = IdentityModule.Policies();
        var shipped = OperationPolicies.Read(json);
        var madeUp = shipped[0] with { Operation = "fund.made-up", Interim = true };

        Assert.Empty(await FindingsAsync(services => Add(services, shipped), Production));
        Assert.Equal(["Policy fund.made-up is interim"], await FindingsAsync(services => Add(services, [.. shipped, madeUp]), Production));

        static void Add(IServiceCollection services, IReadOnlyList<OperationPolicy> rows) =>
            services
                .AddSingleton(new OperationPolicies(rows, TimeProvider.System))
                .AddInterimPolicies(provider => provider.GetRequiredService<OperationPolicies>().Interim());
    }

    [Fact]
    public async Task All_findings_are_told_at_once()
    {
        var findings = await FindingsAsync(services =>
            services
                .AddVendorEndpoint("A", _ => new Uri("http://a.example"))
                .AddSigningKeyId("B", _ => "local-1")
                .AddInterimPolicies(_ => ["c"])
        );

        Assert.Equal(3, findings.Count);
    }

    [Fact]
    public async Task What_is_good_for_production_starts() =>
        Assert.Empty(
            await FindingsAsync(
                services =>
                    services
                        .AddVendorEndpoint("Sms__Endpoint", _ => new Uri("https://sms.example.com"))
                        .AddVendorEndpoint("Unused__Endpoint", _ => null)
                        .AddSigningKeyId("Key", _ => "2026-11")
                        .AddInterimPolicies(_ => []),
                Production
            )
        );

    [Fact]
    public async Task Local_starts_with_all_of_it() =>
        Assert.Empty(await FindingsAsync(services => services.AddInterimPolicies(_ => ["fund.interest"]), "--Environment=Local"));

    [Theory]
    [InlineData("--Environment=local")]
    [InlineData("--Environment=Development")]
    public async Task Environment_that_is_almost_local_is_not(string environment) =>
        Assert.NotEmpty(await FindingsAsync(services => services.AddInterimPolicies(_ => ["fund.interest"]), environment));

    /// <summary>Starts a whole handler; what the guard says is why it did not start, and nothing ever listened.</summary>
    private static async Task<IReadOnlyList<string>> FindingsAsync(Action<IServiceCollection> add, params string[] settings)
    {
        var port = LoopbackPort.AnyFree();
        var builder = HandlerHost.CreateBuilder(settings, new HandlerEnvironment(port));
        builder.Logging.ClearProviders();
        add(builder.Services);
        await using var app = builder.Build();
        try
        {
            await app.StartAsync();
            await app.StopAsync();
            return [];
        }
        catch (OptionsValidationException refusal)
        {
            using var client = new HttpClient();
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{port}/")));
            return [.. refusal.Failures];
        }
    }
}

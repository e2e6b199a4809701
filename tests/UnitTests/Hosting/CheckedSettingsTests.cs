using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Platform.Hosting;
using Serverless.Platform.Hosting.Process;
using Serverless.Platform.Hosting.Settings;

namespace Serverless.UnitTests.Hosting;

/// <summary>Settings are read once and all checked before anything listens.</summary>
public sealed class CheckedSettingsTests
{
    [Fact]
    public void Settings_are_what_the_configuration_says_and_read_once()
    {
        using var provider = Provider(new() { ["Bell:Rings"] = "3" });

        var settings = provider.GetRequiredService<IOptions<BellOptions>>();

        Assert.Equal(3, settings.Value.Rings);
        Assert.Same(settings.Value, provider.GetRequiredService<IOptions<BellOptions>>().Value);
    }

    [Fact]
    public void Whoever_configures_after_the_section_wins()
    {
        using var provider = Provider(
            new() { ["Bell:Rings"] = "3" },
            services => services.Configure<BellOptions>(o => o.Rings += 4).PostConfigure<BellOptions>(o => o.Rings *= 10)
        );

        Assert.Equal(70, provider.GetRequiredService<IOptions<BellOptions>>().Value.Rings);
    }

    [Fact]
    public void Good_settings_pass() => Provider(new() { ["Bell:Rings"] = "3" }).GetRequiredService<IStartupValidator>().Validate();

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        using var provider = Provider(
            new()
            {
                ["Bell:Rings"] = "0",
                ["Bell:Tone"] = "",
                ["Door:Width"] = "wide",
            }
        );

        var failure = Assert.Throws<AggregateException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(
            ["Bell__Rings must be above zero", "Bell__Tone must be named", "Door__Width must be a Int32"],
            HandlerProcess.WrongSettings(failure)
        );
    }

    [Fact]
    public void Wrong_settings_are_not_handed_out_either()
    {
        using var provider = Provider(new() { ["Bell:Rings"] = "0" });

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<BellOptions>>().Value);
    }

    [Fact]
    public void What_is_no_fault_of_settings_is_not_taken_for_one()
    {
        using var provider = Provider([], services => services.Configure<BellOptions>(_ => throw new NotSupportedException("a bug")));

        Assert.Throws<NotSupportedException>(provider.GetRequiredService<IStartupValidator>().Validate);
    }

    [Fact]
    public async Task Handler_has_no_other_check_of_settings_before_it_starts()
    {
        await using var app = HandlerHost.CreateBuilder([], new HandlerEnvironment(Port: 0)).Build();

        Assert.IsType<SettingsAtStart>(Assert.Single(app.Services.GetServices<IStartupValidator>()));
    }

    private static ServiceProvider Provider(Dictionary<string, string?> settings, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services
            .AddOptions()
            .AddSettings<BellOptions>("Bell", (from, to) => from.Bind(to))
            .Setting("Bell", nameof(BellOptions.Rings), o => o.Rings > 0, "must be above zero")
            .Setting("Bell", nameof(BellOptions.Tone), o => o.Tone.Length > 0, "must be named");
        services.AddSettings<DoorOptions>("Door", (from, to) => from.Bind(to));
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class BellOptions
    {
        public int Rings { get; set; } = 1;

        public string Tone { get; set; } = "ding";
    }

    private sealed class DoorOptions
    {
        public int Width { get; set; } = 80;
    }
}

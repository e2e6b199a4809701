using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>
/// Settings that are read once, as <see cref="IOptions{T}"/>, and are all checked before the app listens. The framework's way to the
/// same, <c>BindConfiguration</c> and <c>ValidateOnStart</c>, watches settings for changes that an instance never sees and makes its
/// types for that while it runs: a native instance spends memory and time of each start on it (ADR 0006).
/// </summary>
public static class CheckedSettings
{
    /// <summary>Binds a section and has it checked at start.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="section">The section, <c>Storage</c> or <c>Sms:Limits</c>.</param>
    /// <param name="bind">
    /// <c>(from, to) => from.Bind(to)</c>, written where the type is known, so that binding is generated.
    /// </param>
    public static OptionsBuilder<T> AddSettings<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T
    >(this IServiceCollection services, string section, Action<IConfiguration, T> bind)
        where T : class
    {
        services.AddSingleton<IConfigureOptions<T>>(provider => new ConfigureOptions<T>(settings =>
            bind(provider.GetRequiredService<IConfiguration>().GetSection(section), settings)
        ));
        services.AddReadOnce<T>();
        services.AddSingleton(new SettingsCheck(provider => provider.GetRequiredService<IOptions<T>>()));
        // In place of the framework's, whose only check of its own turns on listeners of metrics, which no setting of ours names.
        services.Replace(ServiceDescriptor.Singleton<IStartupValidator, SettingsAtStart>());
        return new(services, Options.DefaultName);
    }
}

/// <summary>Reads one kind of settings.</summary>
/// <param name="Read">Throws <see cref="OptionsValidationException"/>, or what the binder throws.</param>
internal sealed record SettingsCheck(Action<IServiceProvider> Read);

/// <summary>Reads all settings, so that an operator sees all that is wrong at once.</summary>
internal sealed class SettingsAtStart(IEnumerable<SettingsCheck> checks, IServiceProvider services) : IStartupValidator
{
    /// <exception cref="AggregateException">What is wrong, one exception for each kind of settings.</exception>
    public void Validate()
    {
        var failures = checks.Select(Failure).OfType<Exception>().ToList();
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private Exception? Failure(SettingsCheck check)
    {
        try
        {
            check.Read(services);
            return null;
        }
        catch (Exception failure) when (failure is OptionsValidationException or InvalidOperationException)
        {
            return failure;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>
/// The framework's options, put together as it would, for one type that is known: its own registration is for any type, and a native
/// instance makes some ninety types for each one that is asked for (ADR 0006).
/// </summary>
internal static class ReadOptions
{
    private const DynamicallyAccessedMemberTypes Constructor = DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary><see cref="IOptions{TOptions}"/>, the same for the life of the app.</summary>
    internal static IServiceCollection AddReadOnce<[DynamicallyAccessedMembers(Constructor)] T>(this IServiceCollection services)
        where T : class =>
        services.AddSingleton<IOptions<T>>(provider => new OptionsWrapper<T>(Factory<T>(provider).Create(Options.DefaultName)));

    /// <summary><see cref="IOptionsMonitor{TOptions}"/>, for options that have names.</summary>
    internal static IServiceCollection AddReadByName<[DynamicallyAccessedMembers(Constructor)] T>(this IServiceCollection services)
        where T : class =>
        services.AddSingleton<IOptionsMonitor<T>>(provider => new OptionsMonitor<T>(
            Factory<T>(provider),
            provider.GetServices<IOptionsChangeTokenSource<T>>().ToArray(),
            new OptionsCache<T>()
        ));

    private static OptionsFactory<T> Factory<[DynamicallyAccessedMembers(Constructor)] T>(IServiceProvider provider)
        where T : class =>
        new(
            provider.GetServices<IConfigureOptions<T>>().ToArray(),
            provider.GetServices<IPostConfigureOptions<T>>().ToArray(),
            provider.GetServices<IValidateOptions<T>>().ToArray()
        );
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Serverless.Platform.Hosting.Settings;

/// <summary>
/// Rules for settings: <c>services.AddSettings&lt;T&gt;(…).Setting(…)</c>. Each names the setting as an operator writes it. They are all
/// checked before the app listens, and a broken one ends it with <see cref="Process.ExitCodes.Configuration"/>.
/// </summary>
public static class RequiredSettings
{
    /// <summary>A setting that must hold before the first request.</summary>
    /// <param name="options">The options under construction.</param>
    /// <param name="section">Their section, <c>Storage</c> or <c>Sms:Limits</c>.</param>
    /// <param name="key">The property's name.</param>
    /// <param name="holds">What must be true.</param>
    /// <param name="why">What is expected, as the end of a sentence that begins with the setting's name.</param>
    public static OptionsBuilder<T> Setting<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        this OptionsBuilder<T> options,
        string section,
        string key,
        Func<T, bool> holds,
        string why
    )
        where T : class => options.Validate(holds, $"{NameOf(section, key)} {why}");

    /// <summary>The setting as an environment variable, which is how Azure and Local give it.</summary>
    public static string NameOf(string section, string key) => $"{section}:{key}".Replace(":", "__", StringComparison.Ordinal);
}

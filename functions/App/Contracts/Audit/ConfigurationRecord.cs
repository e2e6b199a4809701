using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Contracts.Audit;

/// <summary>The tables of law and policy that this program last ran with, each by its hash.</summary>
internal sealed record Configuration(ImmutableSortedDictionary<string, string> Tables);

/// <summary>A table became another one: a release or an operator changed it.</summary>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
internal sealed record ConfigurationChanged(string Table, string? Before, string? After, DateTimeOffset At);

/// <summary>
/// Configuration changes are events too (issue of trust, §4): rates, deadlines and policies ship with the program, and what they were on
/// which day stands in a chain under the nightly root.
/// </summary>
internal sealed class ConfigurationRecord(AggregateStore store, CommandRunner runner, TimeProvider time)
{
    internal const string Id = "configuration";

    internal static readonly AggregateKind<Configuration> Kind = new(
        ContractsModule.Table,
        "contracts.configuration",
        ContractsJson.Default.Configuration
    );

    internal static readonly EventKind<ConfigurationChanged> Changed = new(
        "contracts.configuration-changed",
        ContractsJson.Default.ConfigurationChanged
    );

    /// <summary>Compares the tables of this program with the last known ones and keeps what differs.</summary>
    internal Task<Result<Done>> KeepAsync(CancellationToken cancellation) => KeepAsync(Shipped(), cancellation);

    internal async Task<Result<Done>> KeepAsync(ImmutableSortedDictionary<string, string> tables, CancellationToken cancellation)
    {
        var known = (await store.ReadAsync(Kind, Id, cancellation)).State;
        if (Differences(known, tables, default).Length == 0)
        {
            return Done.Value;
        }

        var now = time.GetUtcNow();
        var key = IdOf(tables, now);
        var command = new CommandIdentity($"configuration-{key}", key, "");
        var kept = await runner.RunAsync<Configuration>(
            Kind,
            Id,
            command,
            before => new Commit<Configuration>(new Configuration(tables)) { Events = [.. Differences(before.State, tables, now)] },
            cancellation
        );
        return kept.Then<Done>(_ => Done.Value);
    }

    /// <summary>Every table that the program ships, by name and SHA-256.</summary>
    internal static ImmutableSortedDictionary<string, string> Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".seed.json", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name, name => HashOf(assembly, name), StringComparer.Ordinal);
    }

    private static NewEvent[] Differences(Configuration? before, ImmutableSortedDictionary<string, string> after, DateTimeOffset at)
    {
        var known = before?.Tables ?? ImmutableSortedDictionary<string, string>.Empty;
        return
        [
            .. known
                .Keys.Union(after.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Where(table => known.GetValueOrDefault(table) != after.GetValueOrDefault(table))
                .Select(table =>
                    Changed.With(new ConfigurationChanged(table, known.GetValueOrDefault(table), after.GetValueOrDefault(table), at))
                ),
        ];
    }

    /// <summary>Another set of tables is another command, and so is the same set that comes back later.</summary>
    private static string IdOf(ImmutableSortedDictionary<string, string> tables, DateTimeOffset at)
    {
        var text = string.Join('\n', tables.Select(table => $"{table.Key} {table.Value}").Prepend($"{at.UtcTicks:x}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string HashOf(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

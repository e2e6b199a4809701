using System.Security.Cryptography;
using System.Text.Json;
using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Membership.Rights.Export;

/// <summary>
/// Where copies are kept: one row per member in partition <c>export-{member}</c>, the file sealed under the member's own key, so that
/// whoever can read the storage cannot read it and erasure makes it noise.
/// </summary>
internal sealed class DataExportStore(AggregateStore store, CommandRunner runner, MemberStore members, WorkFiles files)
{
    internal static readonly AggregateKind<DataExport> Kind = new(
        "Membership",
        "membership.data-export",
        MembershipJson.Default.DataExport
    );

    private const string Folder = "data-exports";

    internal static string IdOf(string memberId) => $"export-{memberId}";

    internal async Task<DataExport?> FindAsync(string memberId, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, IdOf(memberId), cancellation)).State;

    internal async Task<Result<DataExport>> ChangeAsync(
        string memberId,
        CommandIdentity command,
        Func<DataExport?, Result<Commit<DataExport>>> decide,
        CancellationToken cancellation
    )
    {
        var changed = await runner.RunAsync(Kind, IdOf(memberId), command, before => decide(before.State), cancellation);
        return changed.Error is { } refused ? refused : changed.Value.State ?? (await FindAsync(memberId, cancellation))!;
    }

    /// <summary>Seals and keeps the copy; answers the hash of its JSON, or null when the member is erased.</summary>
    internal async Task<string?> PutAsync(DataCopy data, string exportId, CancellationToken cancellation)
    {
        if (await KeyAsync(data.MemberId, cancellation) is not { } key)
        {
            return null;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(data, MembershipJson.Default.DataCopy);
        var row = key.Seal(RowOf(exportId), json, MembershipJson.Default.ByteArray);
        await files.PutAsync(NameOf(data.MemberId, exportId), row.Sealed, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    /// <summary>The JSON as it was made; null when it is gone.</summary>
    internal async Task<byte[]?> OpenAsync(string memberId, string exportId, CancellationToken cancellation)
    {
        if (
            await KeyAsync(memberId, cancellation) is not { } key
            || await files.OpenAsync(NameOf(memberId, exportId), cancellation) is not { } stream
        )
        {
            return null;
        }

        await using var file = stream;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return key.Reveal(new PersonalRow(RowOf(exportId), "", bytes.ToArray()), MembershipJson.Default.ByteArray);
    }

    /// <summary>Removing what is gone is as good.</summary>
    internal Task RemoveAsync(string memberId, string exportId, CancellationToken cancellation) =>
        files.RemoveAllAsync(NameOf(memberId, exportId), cancellation);

    private async Task<PersonalKey?> KeyAsync(string memberId, CancellationToken cancellation) =>
        (await members.ReadAsync(memberId, cancellation))?.Key;

    private static string NameOf(string memberId, string exportId) => $"{Folder}/{memberId}/{exportId}";

    private static string RowOf(string exportId) => $"export-{exportId}";
}

using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Contracts;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Messages.Templates;
using Serverless.IntegrationTests.Identity;
using Serverless.IntegrationTests.Identity.Face;
using Serverless.Platform.Storage;
using Serverless.TestKit.Contracts;

namespace Serverless.IntegrationTests.Contracts;

/// <summary>A signed-in teacher, the app behind the phone, and the queue of contracts.</summary>
internal sealed class SigningTeacher : IAsyncDisposable
{
    private readonly IdentityApp _app;
    private readonly TestPhone _phone;
    private readonly StorageOptions _account;

    private SigningTeacher(IdentityApp app, TestPhone phone, StorageOptions account, string memberId) =>
        (_app, _phone, _account, MemberId) = (app, phone, account, memberId);

    internal string MemberId { get; }

    internal FakeTimeProvider Clock { get; private init; } = null!;

    internal StorageOptions Account => _account;

    internal IServiceProvider Services => _app.Services;

    internal TestQueues Queues => _app.Queues;

    internal static async Task<SigningTeacher> SignInAsync()
    {
        // Certificates of the test's authority are made by the real clock.
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1));
        var account = await IdentityApp.AccountAsync();
        var app = await IdentityApp.StartAsync(clock, account);
        await app.RegisterAsync();
        var phone = await app.SignedInPhoneAsync();
        var me = await phone.AskAsync("GET", "../membership/me");
        return new SigningTeacher(app, phone, account, me.Text("memberId")) { Clock = clock };
    }

    internal Task<PhoneAnswer> AskAsync(string method, string path, string? body = null, string? key = null) =>
        _phone.AskAsync(method, $"../contracts/{path}", body, key);

    internal async Task<PresentedDocument> PresentAsync(DocumentData? data = null)
    {
        var wanted = new PresentDocument(MemberId, $"{MemberId}|1", data ?? SamplePapers.Affiliation);
        return (await Service<ContractDocuments>().PresentAsync(wanted, default)).Value;
    }

    /// <summary>A code for the act; the answer's challenge and what the text message says.</summary>
    internal async Task<(string ChallengeId, string Code)> CodeAsync(string operation, IReadOnlyList<string> parts)
    {
        var act = $$"""{"operation":"{{operation}}","parts":["{{string.Join("\",\"", parts)}}"]}""";
        var asked = await _phone.AskAsync("POST", "challenges", act);
        Assert.True(asked.Status == 202, asked.Body);
        var id = asked.Text("challengeId");
        return (id, await _app.CodeOfAsync(id));
    }

    /// <summary>The member's face, seen for the act.</summary>
    internal Task<string> SeeFaceAsync(string operation, IReadOnlyList<string> parts) =>
        SeenFace.SeeAsync(Services, MemberId, _phone.Thumbprint, operation, parts);

    internal async Task<PhoneAnswer> SignAsync(PresentedDocument document, string? key = null)
    {
        await SeeFaceAsync(document.Operation, document.Parts);
        var (challenge, code) = await CodeAsync(document.Operation, document.Parts);
        return await SignAsync(document.DocumentId, challenge, code, key);
    }

    internal Task<PhoneAnswer> SignAsync(string documentId, string challenge, string code, string? key = null) =>
        AskAsync("POST", $"documents/{documentId}/sign", $$"""{"challengeId":"{{challenge}}","code":"{{code}}"}""", key);

    /// <summary>Works off what waits in the context's own queue.</summary>
    internal Task PumpAsync(int expected = 1) =>
        _app.Queues.PumpAsync(ContractsModule.EventQueue, events => events.OnContractEvents(), Services, expected);

    internal async Task<ContractDocument> DocumentAsync(string id) => (await Service<DocumentStore>().ReadAsync(id, default)).State!;

    internal async Task<JsonElement> VerifyAsync(string code, string query = "") => (await AskAsync("GET", $"verify/{code}{query}")).Json;

    /// <summary>What somebody with the storage account's key can do where no immutability policy stands in the way.</summary>
    internal async Task TamperAsync(VaultReceipt file, Func<byte[], byte[]> change)
    {
        var blob = new BlobServiceClient(_account.ConnectionString)
            .GetBlobContainerClient($"{_account.NamePrefix}vault")
            .GetBlobClient(file.Name);
        var content = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        await blob.UploadAsync(BinaryData.FromBytes(change(content)), overwrite: true);
    }

    internal async Task<byte[]> DownloadAsync(string documentId)
    {
        var link = await AskAsync("GET", $"documents/{documentId}/link");
        Assert.True(link.Status == 200, link.Body);
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(new Uri(_app.Address, new Uri(link.Text("url")).AbsolutePath));
    }

    internal T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _app.DisposeAsync();
    }
}

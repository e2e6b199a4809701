using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

public sealed class UploadsTests
{
    private const string Owner = "officer-1";

    private static async Task<Uploads> UploadsAsync(FaultTransport? network = null, StorageOptions? account = null)
    {
        var process = new StorageProcess(
            account ?? await AzuriteAccount.CreateAsync(Ledger.Manifest),
            Ledger.Routes,
            new DurableMailbox().For(null),
            TimeProvider.System,
            network
        );
        return new Uploads(process.Clients, process.Store, process.Runner, TimeProvider.System);
    }

    private static byte[] Csv(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return [.. bytes.Select(b => (byte)('a' + b % 26))];
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static UploadAnnouncement Announce(byte[] file, string type = "text/csv") => new(file.Length, Hash(file), type);

    private static byte[] Block(byte[] file, int number) =>
        file[(number * UploadState.BlockBytes)..Math.Min(file.Length, (number + 1) * UploadState.BlockBytes)];

    private static async Task<Platform.Kernel.Result<UploadState>> PutAsync(Uploads uploads, byte[] file, int number)
    {
        using var body = new MemoryStream(Block(file, number));
        return await uploads.PutBlockAsync("u", Owner, number, Hash(Block(file, number)), body, default);
    }

    [Fact]
    public async Task File_cut_at_any_byte_is_continued_and_comes_back_whole()
    {
        var uploads = await UploadsAsync();
        var file = Csv(UploadState.BlockBytes + 1000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);

        using var torn = new MemoryStream(Block(file, 0)[..1_234_567]);
        var cut = await uploads.PutBlockAsync("u", Owner, 0, Hash(Block(file, 0)), torn, default);
        var next = (await uploads.FindAsync("u", Owner, default)).Value.Next;
        await PutAsync(uploads, file, 0);
        await PutAsync(uploads, file, 1);
        await PutAsync(uploads, file, 1);
        var finished = await uploads.FinishAsync("u", Owner, default);
        var again = await uploads.FinishAsync("u", Owner, default);

        Assert.Equal(("platform.upload-block-length", 0), (cut.Error!.Code, next));
        Assert.True(finished.Value.IsComplete && again.Value.IsComplete);
        await using var from = (await uploads.OpenAsync("u", Owner, 500, default)).Value;
        using var read = new MemoryStream();
        await from.CopyToAsync(read);
        Assert.True(read.ToArray().AsSpan().SequenceEqual(file.AsSpan(500)));
    }

    [Fact]
    public async Task Whole_file_that_differs_from_the_announcement_is_corrupt()
    {
        var uploads = await UploadsAsync();
        var file = Csv(1000);
        await uploads.BeginAsync("u", Owner, Announce(file) with { Sha256 = Hash("other"u8) }, default);
        await PutAsync(uploads, file, 0);

        Assert.Equal("platform.upload-corrupt", (await uploads.FinishAsync("u", Owner, default)).Error!.Code);
        Assert.Equal("platform.upload-incomplete", (await uploads.OpenAsync("u", Owner, 0, default)).Error!.Code);
    }

    [Fact]
    public async Task Parallel_blocks_and_doubles_end_in_one_file()
    {
        var uploads = await UploadsAsync();
        var file = Csv(2 * UploadState.BlockBytes + 5);
        await uploads.BeginAsync("u", Owner, Announce(file), default);

        var put = await Task.WhenAll(new[] { 2, 0, 1, 0, 2 }.Select(number => PutAsync(uploads, file, number)));

        Assert.All(put, result => Assert.True(result.IsSuccess));
        Assert.True((await uploads.FinishAsync("u", Owner, default)).IsSuccess);
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("image/png")]
    [InlineData("application/x-unknown")]
    public async Task Bytes_that_are_not_the_announced_type_are_refused(string type)
    {
        var uploads = await UploadsAsync();
        var file = Csv(100);
        await uploads.BeginAsync("u", Owner, Announce(file, type), default);

        Assert.Equal("platform.upload-type-mismatch", (await PutAsync(uploads, file, 0)).Error!.Code);
    }

    [Fact]
    public async Task Executable_announced_as_text_is_refused()
    {
        var uploads = await UploadsAsync();
        byte[] file = [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2];
        await uploads.BeginAsync("u", Owner, Announce(file), default);

        Assert.Equal("platform.upload-type-mismatch", (await PutAsync(uploads, file, 0)).Error!.Code);
    }

    [Fact]
    public async Task Another_owner_finds_nothing()
    {
        var uploads = await UploadsAsync();
        await uploads.BeginAsync("u", Owner, Announce(Csv(10)), default);

        Assert.Equal("platform.upload-not-found", (await uploads.FindAsync("u", "officer-2", default)).Error!.Code);
        Assert.Equal("platform.upload-not-found", (await uploads.BeginAsync("u", "officer-2", Announce(Csv(10)), default)).Error!.Code);
    }

    [Fact]
    public async Task Death_at_every_step_of_an_upload_is_survived()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var file = Csv(300);
        for (var at = 1; at < 12; at++)
        {
            var (here, id) = (at, $"u{at}");
            foreach (
                var network in new[] { new FaultTransport((call, _) => call == here ? Fault.CrashAfter : Fault.None), new FaultTransport() }
            )
            {
                var uploads = await UploadsAsync(network, account);
                try
                {
                    await uploads.BeginAsync(id, Owner, Announce(file), default);
                    using var body = new MemoryStream(file);
                    await uploads.PutBlockAsync(id, Owner, 0, Hash(file), body, default);
                    await uploads.FinishAsync(id, Owner, default);
                }
                catch (Exception) when (network.Died)
                {
                    // The client goes on with the next process.
                }
            }

            Assert.True((await (await UploadsAsync(null, account)).FindAsync(id, Owner, default)).Value.IsComplete);
        }
    }
}

public sealed class BlobVaultTests
{
    private static readonly byte[] Contract = "%PDF-1.7 contract"u8.ToArray();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    private async Task<BlobVault> VaultAsync() => new(new StorageClients(await AzuriteAccount.CreateAsync(Ledger.Manifest)), _clock);

    [Fact]
    public async Task Same_document_twice_is_one_and_another_under_its_name_is_refused()
    {
        var vault = await VaultAsync();
        var until = _clock.GetUtcNow().AddYears(10);

        var first = await vault.PutAsync("contracts/1.pdf", Contract, "application/pdf", until, default);
        var second = await vault.PutAsync("contracts/1.pdf", Contract, "application/pdf", until, default);
        var other = await vault.PutAsync("contracts/1.pdf", "other"u8.ToArray(), "application/pdf", until, default);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal("platform.document-exists", other.Error!.Code);
        Assert.Equal(Contract, (await vault.GetAsync(first.Value, default)).Value.ToArray());
    }

    [Fact]
    public async Task Document_stays_until_its_retention_ends()
    {
        var vault = await VaultAsync();
        var receipt = await vault.PutAsync("a.pdf", Contract, "application/pdf", _clock.GetUtcNow().AddDays(10), default);

        var early = await vault.DeleteAsync("a.pdf", default);
        _clock.Advance(TimeSpan.FromDays(11));
        var late = await vault.DeleteAsync("a.pdf", default);

        Assert.Equal("platform.document-retained", early.Error!.Code);
        Assert.True(late.IsSuccess && (await vault.DeleteAsync("a.pdf", default)).IsSuccess);
        Assert.Equal("platform.document-not-found", (await vault.GetAsync(receipt.Value, default)).Error!.Code);
    }

    [Fact]
    public async Task Bytes_that_are_not_the_receipts_throw()
    {
        var vault = await VaultAsync();
        var receipt = (await vault.PutAsync("a.pdf", Contract, "application/pdf", _clock.GetUtcNow(), default)).Value;

        await Assert.ThrowsAsync<InvalidDataException>(() => vault.GetAsync(receipt with { Sha256 = new string('0', 64) }, default));
    }
}

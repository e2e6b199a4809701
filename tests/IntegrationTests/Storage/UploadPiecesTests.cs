using System.Security.Cryptography;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;

namespace Serverless.IntegrationTests.Storage;

/// <summary>Row D34: an upload goes on at the byte where it was cut.</summary>
public sealed class UploadPiecesTests
{
    private const string Owner = "member-1";

    [Fact]
    public async Task D34_upload_cut_at_every_possible_byte_of_a_block_is_continued_and_comes_back_whole()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(120);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, file.Length + 1),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (cut, _) =>
            {
                var id = $"cut-{cut}";
                await uploads.BeginAsync(id, Owner, Announce(file), default);
                var torn = await PutAsync(uploads, id, file, 0, cutAfter: cut);
                var held = (await uploads.FindAsync(id, Owner, default)).Value.Offset;
                await PutAsync(uploads, id, file, (int)held);
                var finished = await uploads.FinishAsync(id, Owner, default);

                Assert.True(torn.IsSuccess);
                Assert.Equal(cut, held);
                Assert.True(finished.Value.IsComplete, $"cut at {cut}: {finished.Error?.Code}");
                Assert.Equal(file, await ReadAsync(uploads, id));
            }
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task D34_second_block_that_is_cut_many_times_follows_the_first(int seed)
    {
        var uploads = await UploadsAsync();
        var file = Pdf(UploadState.BlockBytes + 50_000);
        var random = new Random(seed);
        await uploads.BeginAsync("u", Owner, Announce(file), default);
        using var first = new MemoryStream(file, 0, UploadState.BlockBytes);
        await uploads.PutBlockAsync("u", Owner, 0, Hash(file.AsSpan(0, UploadState.BlockBytes)), first, default);

        for (var held = await OffsetAsync(uploads); held < file.Length; held = await OffsetAsync(uploads))
        {
            await PutAsync(uploads, "u", file, (int)held, cutAfter: random.Next(0, 20_000));
        }

        Assert.True((await uploads.FinishAsync("u", Owner, default)).Value.IsComplete);
        Assert.Equal(file, await ReadAsync(uploads, "u"));
    }

    [Fact]
    public async Task Piece_out_of_its_place_or_a_second_time_changes_nothing_and_says_where_to_go_on()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(1000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);
        await PutAsync(uploads, "u", file, 0, cutAfter: 400);

        var again = await PutAsync(uploads, "u", file, 0, cutAfter: 400);
        var ahead = await PutAsync(uploads, "u", file, 600);
        var negative = await PutAsync(uploads, "u", file, 400, at: -1);

        Assert.All(
            (Result<UploadState>[])[again, ahead, negative],
            answer => Assert.Equal(("platform.upload-offset", "400"), (answer.Error!.Code, answer.Error.Arguments["offset"]))
        );
        Assert.Equal(400, await OffsetAsync(uploads));
    }

    [Fact]
    public async Task Twenty_phones_that_send_the_same_piece_leave_it_once()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(5000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(uploads, "u", file, 0, cutAfter: 1234)));
        await PutAsync(uploads, "u", file, (int)await OffsetAsync(uploads));

        Assert.True((await uploads.FinishAsync("u", Owner, default)).Value.IsComplete);
    }

    [Fact]
    public async Task Three_megabytes_of_nonsense_are_refused_and_the_right_bytes_may_still_come()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(3 * 1024 * 1024);
        var nonsense = new byte[file.Length];
        new Random(5).NextBytes(nonsense);
        await uploads.BeginAsync("u", Owner, Announce(file), default);

        await PutAsync(uploads, "u", nonsense, 0, cutAfter: 1_000_000);
        await PutAsync(uploads, "u", nonsense, 1_000_000);
        var wrong = await uploads.FinishAsync("u", Owner, default);
        await PutAsync(uploads, "u", file, 0, cutAfter: 2_000_000);
        await PutAsync(uploads, "u", file, 2_000_000);
        var right = await uploads.FinishAsync("u", Owner, default);

        Assert.Equal("platform.upload-type-mismatch", wrong.Error!.Code);
        Assert.True(right.Value.IsComplete);
    }

    [Fact]
    public async Task Bytes_changed_on_the_way_or_too_many_of_them_are_refused_at_once()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(1000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);
        using var changed = new MemoryStream([.. file[..999], (byte)(file[999] ^ 1)]);
        using var longer = new MemoryStream([.. file, 1]);

        var flipped = await uploads.PutPieceAsync("u", Owner, 0, 0, Hash(file), changed, default);
        var tooMany = await uploads.PutPieceAsync("u", Owner, 0, 0, Hash(file), longer, default);

        Assert.Equal(("platform.upload-block-hash", "platform.upload-block-length"), (flipped.Error!.Code, tooMany.Error!.Code));
        Assert.Equal(0, await OffsetAsync(uploads));
    }

    [Fact]
    public async Task Somebody_elses_upload_and_one_whose_time_is_over_are_not_found()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(1000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);
        await PutAsync(uploads, "u", file, 0, cutAfter: 10);

        var stolen = await uploads.PutPieceAsync("u", "member-2", 0, 10, Hash(file), Stream.Null, default);
        await uploads.ExpireAsync(new UploadDue("u"), default);
        await uploads.ExpireAsync(new UploadDue("u"), default);
        var late = await PutAsync(uploads, "u", file, 10);

        Assert.Equal("platform.upload-not-found", stolen.Error!.Code);
        Assert.Equal("platform.upload-not-found", late.Error!.Code);
    }

    [Fact]
    public async Task Finished_upload_outlives_its_time()
    {
        var uploads = await UploadsAsync();
        var file = Pdf(1000);
        await uploads.BeginAsync("u", Owner, Announce(file), default);
        await PutAsync(uploads, "u", file, 0);
        await uploads.FinishAsync("u", Owner, default);

        await uploads.ExpireAsync(new UploadDue("u"), default);

        Assert.Equal(file, await ReadAsync(uploads, "u"));
    }

    private static async Task<Uploads> UploadsAsync()
    {
        var account = await AzuriteAccount.CreateAsync(Ledger.Manifest);
        var process = new StorageProcess(account, Ledger.Routes, new DurableMailbox().For(null), TimeProvider.System, null);
        return new Uploads(process.Clients, process.Store, process.Runner, TimeProvider.System);
    }

    private static async Task<long> OffsetAsync(Uploads uploads) => (await uploads.FindAsync("u", Owner, default)).Value.Offset;

    /// <summary>Sends the rest of the block from a place on; the line breaks after some bytes.</summary>
    private static async Task<Result<UploadState>> PutAsync(
        Uploads uploads,
        string id,
        byte[] file,
        int from,
        int cutAfter = int.MaxValue,
        long? at = null
    )
    {
        var number = from / UploadState.BlockBytes;
        var end = Math.Min(file.Length, (number + 1) * UploadState.BlockBytes);
        await using var body = new CutStream(file[from..end], cutAfter);
        var offset = at ?? from - number * UploadState.BlockBytes;
        return await uploads.PutPieceAsync(id, Owner, number, offset, Hash(file.AsSpan(from, end - from)), body, default);
    }

    private static async Task<byte[]> ReadAsync(Uploads uploads, string id)
    {
        await using var from = (await uploads.OpenAsync(id, Owner, 0, default)).Value;
        using var read = new MemoryStream();
        await from.CopyToAsync(read);
        return read.ToArray();
    }

    private static UploadAnnouncement Announce(byte[] file) => new(file.Length, Hash(file), "application/pdf");

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Pdf(int length)
    {
        var bytes = new byte[length];
        new Random(11).NextBytes(bytes);
        "%PDF-"u8.CopyTo(bytes);
        return bytes;
    }

    /// <summary>A request whose sender is gone after some bytes, as Kestrel tells it.</summary>
    private sealed class CutStream(byte[] bytes, int cutAfter) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= cutAfter)
            {
                throw new IOException("The client reset the request stream.");
            }

            var most = (int)Math.Min(buffer.Length, Math.Min(cutAfter, Length) - Position);
            return base.ReadAsync(buffer[..most], cancellationToken);
        }
    }
}

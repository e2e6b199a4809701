using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Serverless.Platform.Drop;
using Serverless.Platform.Storage;
using Serverless.TestKit;

namespace Serverless.IntegrationTests.Drop;

/// <summary>A partner's file is taken in whole or not at all, whoever else takes it at the same time.</summary>
public sealed class ControlFileTests
{
    private const string Partner = "sample";
    private const string Name = DropContainer.In + "sample.csv";
    private static readonly ControlFileLayout Layout = new("SAMPLE", HeaderFields: 3, DetailFields: 3, AmountField: 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task File_that_another_event_takes_away_at_any_moment_is_no_failure(int moment)
    {
        var (account, container) = await AccountAsync();
        var content = Content(lines: 120_000);
        await container.UploadBlobAsync(Name, BinaryData.FromString(content));
        var looks = 0;
        var network = new FaultTransport(
            (_, call) => Reads(call) && Interlocked.Increment(ref looks) == moment ? Remove(container) : Fault.None
        );
        var drop = new DropContainer(new StorageClients(account, network), Partner);
        var file = await drop.FindAsync(Name, default);

        var taken = await drop.TakeAsync(file!, Layout, default);
        var copies = await drop.ListAsync(DropContainer.Taken, 10, default).ToListAsync();

        Assert.Equal(taken is null ? 0 : 1, copies.Count);
        Assert.All(copies, copy => Assert.Equal(content.Length, copy.Length));
        Assert.Null(taken?.Fault);
    }

    [Fact]
    public async Task Two_who_take_the_same_file_at_once_find_the_same()
    {
        var (account, container) = await AccountAsync();
        await container.UploadBlobAsync(Name, BinaryData.FromString(Content(lines: 60_000)));
        var drop = new DropContainer(new StorageClients(account), Partner);
        var file = await drop.FindAsync(Name, default);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => drop.TakeAsync(file!, Layout, default)));
        var copies = await drop.ListAsync(DropContainer.Taken, 10, default).ToListAsync();

        Assert.All(taken, one => Assert.Equal((60_000, 60_000L, null), (one!.Lines, one.Centimos, one.Fault)));
        Assert.Equal(taken[0]!.CopyName, Assert.Single(copies).Name);
    }

    private static bool Reads(string call) =>
        call.StartsWith("GET ", StringComparison.Ordinal) && call.EndsWith("sample.csv", StringComparison.Ordinal);

    private static Fault Remove(BlobContainerClient container)
    {
        container.DeleteBlobIfExists(Name);
        return Fault.None;
    }

    private static async Task<(StorageOptions Account, BlobContainerClient Container)> AccountAsync()
    {
        var name = DropContainer.NameFor(Partner);
        var account = await AzuriteAccount.CreateAsync(StorageManifest.Platform.With(new StorageManifest([], [name], [])));
        return (account, new BlobContainerClient(account.ConnectionString, account.NamePrefix + name));
    }

    private static string Content(int lines)
    {
        var text = new StringBuilder("H,SAMPLE,1\n");
        for (var line = 0; line < lines; line++)
        {
            text.Append("D,").Append(1_000_000_000_000 + line).Append(",1\n");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return text.Append("T,").Append(lines).Append(',').Append(lines).Append(',').Append(hash).Append('\n').ToString();
    }
}

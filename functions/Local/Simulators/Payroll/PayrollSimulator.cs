using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace Serverless.Local.Simulators.Payroll;

/// <summary>
/// The ministry's payroll on a laptop: reads what App leaves in <c>out/</c> of its drop container, leaves an answer in <c>in/</c>, and
/// lets storage tell of it as Event Grid does. Scripted, it answers late, wrong, twice or without a word.
/// </summary>
public sealed class PayrollSimulator(BlobContainerClient drop, QueueClient files, TimeProvider time)
{
    /// <summary>Names of container and queue; the queue is filled by Event Grid in Azure.</summary>
    public const string Container = "drop-payroll";
    public const string Queue = "payroll-files";

    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private int _events;

    public PayrollScript Script { get; set; } = new();

    /// <summary>The files that lie in a folder: <c>out/</c>, <c>in/</c> or <c>done/</c>.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(string folder, CancellationToken cancellation)
    {
        var names = new List<string>();
        try
        {
            await foreach (var blob in drop.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellation))
            {
                names.Add(blob.Name);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The container is made with App's other storage; before that there is nothing to see.
        }

        return names;
    }

    /// <summary>Answers every outgoing file that has no answer yet; the number of answers.</summary>
    public async Task<int> AnswerAsync(CancellationToken cancellation)
    {
        var answers = 0;
        foreach (var name in Script.Holds ? [] : await FilesAsync("out/", cancellation))
        {
            if (_answered.TryAdd(name, true))
            {
                await AnswerAsync(name, cancellation);
                answers++;
            }
        }

        return answers;
    }

    /// <summary>Answers one outgoing file, again if it was answered before.</summary>
    public async Task AnswerAsync(string outgoing, CancellationToken cancellation)
    {
        var content = await drop.GetBlobClient(outgoing).DownloadContentAsync(cancellation);
        var answer = PayrollAnswer.To(content.Value.Content.ToString(), Script);
        for (var copy = 1; copy <= (Script.Twice ? 2 : 1); copy++)
        {
            await LeaveAsync(PayrollAnswer.NameOf(outgoing, copy), answer, cancellation);
        }
    }

    /// <summary>Leaves any text as a file of payroll.</summary>
    public async Task LeaveAsync(string name, string content, CancellationToken cancellation)
    {
        await drop.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true, cancellation);
        if (!Script.Silent)
        {
            await files.SendMessageAsync(
                EventOf(name, content.Length),
                timeToLive: TimeSpan.FromSeconds(-1),
                cancellationToken: cancellation
            );
        }
    }

    private string EventOf(string name, int length)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var created = new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"drop-{time.GetUtcNow().UtcTicks}-{Interlocked.Increment(ref _events)}"),
            ["source"] = "/subscriptions/local/resourceGroups/local/providers/Microsoft.Storage/storageAccounts/local",
            ["subject"] = $"/blobServices/default/containers/{drop.Name}/blobs/{name}",
            ["type"] = "Microsoft.Storage.BlobCreated",
            ["time"] = now,
            ["specversion"] = "1.0",
            ["data"] = new JsonObject
            {
                ["api"] = "PutBlob",
                ["contentType"] = "text/csv",
                ["contentLength"] = length,
                ["blobType"] = "BlockBlob",
                ["url"] = drop.GetBlobClient(name).Uri.AbsoluteUri,
            },
        };
        return created.ToJsonString();
    }
}

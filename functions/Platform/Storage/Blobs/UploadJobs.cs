using Serverless.Platform.Messaging.Receiving;

namespace Serverless.Platform.Storage;

/// <summary>What uploads have done later, on the queue <c>bulk</c>.</summary>
public static class UploadJobs
{
    public static QueueHandlers OnUploads(this QueueHandlers bulk) =>
        bulk.On<Uploads, UploadDue>(Uploads.DueMessage, (uploads, due, _, c) => uploads.ExpireAsync(due, c));
}

using System.Globalization;
using Serverless.Local.Staging;
using Serverless.Platform.Drop;
using Serverless.Platform.Storage;

namespace Serverless.Local;

/// <summary>
/// What must exist before App starts, read from the script root: Platform's own, one table per context that an HTTP function
/// serves (architecture, section 5), every queue that a trigger names with its poison queue, queues that vendors fill.
/// </summary>
internal static class StorageNeeds
{
    private const string FilesQueue = "-files";

    internal static StorageManifest Of(ScriptRoot root)
    {
        var contexts = HttpRoute.Of(root).Select(route => route.Prefix.Split('/')[^1]).Where(context => context != "platform");
        var queues = root
            .Functions.Select(function => function.TriggeredBy("queueTrigger")?.Text("queueName"))
            .OfType<string>()
            .SelectMany(queue => queue.EndsWith("-poison", StringComparison.Ordinal) ? [queue] : new[] { queue, $"{queue}-poison" });
        var names = queues.Distinct().ToList();
        return StorageManifest.Platform.With(new([.. contexts.Select(TableName)], [.. Drops(names)], names));
    }

    /// <summary>The queue <c>payroll-files</c> tells of files in the container <c>drop-payroll</c>.</summary>
    private static IEnumerable<string> Drops(IEnumerable<string> queues) =>
        queues
            .Where(queue => queue.EndsWith(FilesQueue, StringComparison.Ordinal))
            .Select(queue => DropContainer.NameFor(queue[..^FilesQueue.Length]));

    /// <summary><c>membership</c> keeps its state in <c>Membership</c>.</summary>
    private static string TableName(string context) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(context).Replace("-", "", StringComparison.Ordinal);
}

using System.Text.RegularExpressions;
using NCrontab;

namespace Serverless.Local.Staging;

/// <summary>What every function.json must say (functions-host contract, sections 1 to 4).</summary>
internal static partial class FunctionCheck
{
    private static readonly string[] QueueTriggers = ["queueTrigger", "serviceBusTrigger"];

    internal static IEnumerable<string> Violations(ScriptRoot root) =>
        root
            .Functions.SelectMany(function => Of(function).Select(sentence => $"{function.Name}/function.json: {sentence}"))
            .Concat(RouteCheck.Violations(root));

    private static IEnumerable<string> Of(FunctionDefinition function) =>
        [
            .. Name(function),
            .. Bindings(function),
            .. Http(function),
            .. Queue(function),
            .. Timer(function),
            .. DurableCheck.Violations(function),
        ];

    private static IEnumerable<string> Name(FunctionDefinition function)
    {
        if (!ValidName().IsMatch(function.Name) || function.Name.Equals("host", StringComparison.OrdinalIgnoreCase))
        {
            yield return "the name must begin with a letter, go on with letters, digits, _ or -, hold 128 at most, and not be \"host\"";
        }
    }

    private static IEnumerable<string> Bindings(FunctionDefinition function)
    {
        if (function.Bindings.Count(binding => binding.IsTrigger) != 1)
        {
            yield return "exactly one trigger is needed";
        }
        if (function.Bindings.Any(binding => binding.Name.Length == 0 || binding.Type.Length == 0))
        {
            yield return "every binding needs a name and a type";
        }
        if (function.Bindings.Any(binding => binding.Name == "$return"))
        {
            yield return "$return is an output binding; the host turns Base64-like text in it into bytes";
        }
        if (function.Trigger is { } trigger && !trigger.Is("httpTrigger") && function.Bindings.Any(binding => binding.Direction != "in"))
        {
            yield return "a trigger function has no output bindings; send through IMessageSender";
        }
        if (function.Bindings.GroupBy(binding => binding.Name, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
        {
            yield return "two bindings share a name";
        }
    }

    private static IEnumerable<string> Http(FunctionDefinition function)
    {
        if (function.TriggeredBy("httpTrigger") is null)
        {
            yield break;
        }
        var outputs = function.Bindings.Where(binding => !binding.IsTrigger).ToList();
        if (outputs is not [{ Direction: "out" } only] || !only.Is("http"))
        {
            yield return "an HTTP function has exactly one httpTrigger in and one http out, or the host stops proxying it";
        }
    }

    private static IEnumerable<string> Queue(FunctionDefinition function)
    {
        if (function.Trigger is not { } trigger || !QueueTriggers.Any(trigger.Is))
        {
            yield break;
        }
        if (!trigger.IsBinary)
        {
            yield return "dataType must be binary, or the body is copied over the metadata";
        }
        if (trigger.Text("queueName") is not { } queue || !ValidQueue().IsMatch(WithoutDeadLetters(trigger, queue)))
        {
            yield return "queueName must be 3 to 63 lower-case letters, digits and single hyphens";
        }
        if (trigger.Text("connection") is null or "")
        {
            yield return "connection is missing";
        }
        if (trigger.Text("cardinality") is not (null or "one"))
        {
            yield return "cardinality must be one: a batch fails as a whole";
        }
    }

    /// <summary>What Service Bus gives up has no queue of its own: it is read from below the queue's name.</summary>
    private static string WithoutDeadLetters(FunctionBinding trigger, string queue) =>
        trigger.Is("serviceBusTrigger") && queue.EndsWith(TransportRewriter.DeadLetters, StringComparison.OrdinalIgnoreCase)
            ? queue[..^TransportRewriter.DeadLetters.Length]
            : queue;

    private static IEnumerable<string> Timer(FunctionDefinition function)
    {
        if (function.TriggeredBy("timerTrigger") is not { } trigger)
        {
            yield break;
        }
        var schedule = trigger.Text("schedule") ?? "";
        var isSetting = schedule.StartsWith('%') && schedule.EndsWith('%');
        if (!isSetting && CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true }) is null)
        {
            yield return "schedule must be an NCRONTAB expression of six fields";
        }
        if (trigger.Flag("runOnStartup") is true)
        {
            yield return "runOnStartup runs at every scale-out; leave it off";
        }
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex ValidName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ValidQueue();
}

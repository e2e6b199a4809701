using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Serverless.Local.Demo;
using Serverless.Local.Staging;
using Serverless.Platform.Messaging;

namespace Serverless.UnitTests.Local;

public sealed class StagingTests : IDisposable
{
    private readonly FakeScriptRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Sound_root_has_no_violations() => Assert.Empty(ScriptRootCheck.Violations(_root.Folder));

    [Theory]
    [InlineData("customHandler:enableProxyingHttpRequest", "false", "enableProxyingHttpRequest must be true")]
    [InlineData("customHandler:enableForwardingHttpRequest", "true", "lets outsiders reach trigger paths")]
    [InlineData("customHandler:port", "8080", "leave the port to the host")]
    [InlineData("customHandler:description:defaultExecutablePath", "\"absent\"", "the executable absent is not in the folder")]
    [InlineData("extensions:http:routePrefix", "\"\"", "trigger paths are public")]
    [InlineData("extensions:queues:messageEncoding", "\"base64\"", "messageEncoding must be")]
    [InlineData("extensions:queues:visibilityTimeout", "\"00:00:00\"", "visibilityTimeout must be 30 s")]
    [InlineData("extensions:durableTask:hubName", "\"server-less\"", "hubName must be")]
    [InlineData("extensions:durableTask:extendedSessionsEnabled", "true", "extendedSessionsEnabled stops the host")]
    [InlineData("extensions:durableTask:storageProvider:queueClientMessageEncoding", "\"UTF8\"", "must be Base64")]
    [InlineData("extensions:durableTask:storageProvider:controlQueueVisibilityTimeout", "\"00:05:00\"", "a minute at most")]
    public void Broken_host_json_is_named(string path, string value, string sentence)
    {
        _root.SetHost(path, JsonNode.Parse(value));

        Assert.Contains(ScriptRootCheck.Violations(_root.Folder), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "queue",
        """{"type":"queueTrigger","name":"message","queueName":"membership","connection":"AzureWebJobsStorage"}""",
        "dataType"
    )]
    [InlineData(
        "queue",
        """{"type":"queueTrigger","name":"message","queueName":"Membership_1","connection":"c","dataType":"binary"}""",
        "queueName"
    )]
    [InlineData("queue", """{"type":"queueTrigger","name":"message","queueName":"membership","dataType":"binary"}""", "connection")]
    [InlineData("timer", """{"type":"timerTrigger","name":"timer","schedule":"* * * * *"}""", "six fields")]
    [InlineData("timer", """{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *","runOnStartup":true}""", "runOnStartup")]
    [InlineData("1st", """{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *"}""", "the name must begin")]
    [InlineData("host", """{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *"}""", "not be \"host\"")]
    [InlineData("http", """{"type":"httpTrigger","name":"req","route":"v1/fund/{*path}"}""", "exactly one httpTrigger in and one http out")]
    [InlineData("none", """{"type":"http","direction":"out","name":"res"}""", "exactly one trigger")]
    [InlineData("act", """{"type":"activityTrigger","name":"input"}""", "must end in")]
    [InlineData("act", """{"type":"activityTrigger","name":"inputTrigger","activity":"other"}""", "give it no other")]
    public void Broken_function_is_named(string function, string binding, string sentence)
    {
        _root.AddFunction(function, binding);

        Assert.Contains(
            ScriptRootCheck.Violations(_root.Folder),
            violation => violation.StartsWith(function, StringComparison.Ordinal) && violation.Contains(sentence, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("admin/{*path}", "host keeps for itself")]
    [InlineData("runtime-x/{*path}", "host keeps for itself")]
    [InlineData("v1/fund", "catch-all of one context")]
    [InlineData("v1/fund/accounts/{*path}", "catch-all of one context")]
    [InlineData("v1/Membership/{*path}", "is claimed by")]
    public void Broken_route_is_named(string route, string sentence)
    {
        _root.AddFunction("fund-http", FakeScriptRoot.Http(route), FakeScriptRoot.HttpOut);

        Assert.Contains(ScriptRootCheck.Violations(_root.Folder), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"queue","direction":"out","name":"copy","queueName":"copies","connection":"c"}""", "no output bindings")]
    [InlineData("""{"type":"queue","direction":"out","name":"$return","queueName":"copies","connection":"c"}""", "$return")]
    public void Output_binding_of_a_trigger_is_named(string output, string sentence)
    {
        _root.AddFunction("sweep", """{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *"}""", output);

        Assert.Contains(ScriptRootCheck.Violations(_root.Folder), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"orchestrationTrigger","name":"context"}""", "client", "its trigger and no other binding")]
    [InlineData("""{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *"}""", "starter", "named client")]
    [InlineData(
        """{"type":"queueTrigger","name":"message","queueName":"fund","connection":"c","dataType":"binary"}""",
        "client",
        "only the queue orchestrations"
    )]
    public void Durable_client_in_the_wrong_place_is_named(string trigger, string name, string sentence)
    {
        _root.AddFunction("owner", trigger, $$"""{"type":"durableClient","direction":"in","name":"{{name}}"}""");

        Assert.Contains(ScriptRootCheck.Violations(_root.Folder), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Service_bus_trigger_becomes_a_queue_trigger_that_passes_the_rules()
    {
        _root.AddFunction(
            "fund-queue",
            """{"type":"serviceBusTrigger","name":"message","queueName":"fund","connection":"ServiceBus","dataType":"binary","autoCompleteMessages":true}"""
        );
        using var target = new TemporaryFolder();

        var staged = ScriptRootStager.Stage(_root.Folder, target.Path);

        var trigger = staged.Functions.Single(function => function.Name == "fund-queue").Trigger!;
        Assert.Equal(("queueTrigger", "fund", "message", true), (trigger.Type, trigger.Text("queueName"), trigger.Name, trigger.IsBinary));
        Assert.Equal("AzureWebJobsStorage", trigger.Text("connection"));
        Assert.Null(trigger.Flag("autoCompleteMessages"));
        Assert.Empty(ScriptRootCheck.Violations(target.Path));
        Assert.True(Directory.Exists(Path.Combine(target.Path, ".azurefunctions")));
    }

    [Fact]
    public void Dead_letters_of_a_queue_pass_the_rules_and_become_its_poison_queue()
    {
        _root.AddFunction(
            "fund-poison",
            """{"type":"serviceBusTrigger","name":"message","queueName":"fund/$DeadLetterQueue","connection":"ServiceBus","dataType":"binary"}"""
        );
        using var target = new TemporaryFolder();

        var staged = ScriptRootStager.Stage(_root.Folder, target.Path);

        Assert.Empty(ScriptRootCheck.Violations(_root.Folder));
        Assert.Equal("fund-poison", staged.Functions.Single(function => function.Name == "fund-poison").Trigger!.Text("queueName"));
    }

    [Fact]
    public void Staging_again_drops_what_the_source_no_longer_has()
    {
        _root.AddFunction("old-timer", """{"type":"timerTrigger","name":"timer","schedule":"0 * * * * *"}""");
        using var target = new TemporaryFolder();
        ScriptRootStager.Stage(_root.Folder, target.Path);
        _root.RemoveFunction("old-timer");

        var staged = ScriptRootStager.Stage(_root.Folder, target.Path);

        Assert.DoesNotContain(staged.Functions, function => function.Name == "old-timer");
    }

    [Fact]
    public void Staging_refuses_a_folder_with_other_files()
    {
        using var target = new TemporaryFolder();
        File.WriteAllText(Path.Combine(target.Path, "thesis.txt"), "mine");

        Assert.Throws<InvalidDataException>(() => ScriptRootStager.Stage(_root.Folder, target.Path));
        Assert.True(File.Exists(Path.Combine(target.Path, "thesis.txt")));
    }

    [Fact]
    public void Topic_subscription_has_no_counterpart_and_is_refused()
    {
        _root.AddFunction(
            "fund-topic",
            """{"type":"serviceBusTrigger","name":"message","topicName":"t","subscriptionName":"s","connection":"c"}"""
        );
        using var target = new TemporaryFolder();

        Assert.Throws<InvalidDataException>(() => ScriptRootStager.Stage(_root.Folder, target.Path));
    }

    [Fact]
    public void App_setting_overrides_host_json()
    {
        var settings = new Dictionary<string, string> { ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01" };

        var host = ScriptRoot.Load(_root.Folder, settings).Host;

        Assert.Equal(TimeSpan.FromSeconds(1), host.VisibilityTimeout);
    }

    /// <summary>A demo that kills App and lets vendors fail is watched by a person; a name misspelt there would only make it slow.</summary>
    [Fact]
    public void Demo_tries_again_after_a_tenth_of_the_time()
    {
        var usual = ScriptRoot.Load(_root.Folder, new Dictionary<string, string>()).Host.VisibilityTimeout;
        var options = new MessagingOptions();
        var app = DemoPlay.Pace.Select(set =>
            KeyValuePair.Create(set.Key.Replace("__", ":", StringComparison.Ordinal), (string?)set.Value)
        );
        new ConfigurationBuilder().AddInMemoryCollection(app).Build().GetSection("Messaging").Bind(options);

        Assert.Equal(usual / 10, ScriptRoot.Load(_root.Folder, DemoPlay.Pace).Host.VisibilityTimeout);
        Assert.Equal(RetrySchedule.First / 10, options.FirstRetry);
    }
}

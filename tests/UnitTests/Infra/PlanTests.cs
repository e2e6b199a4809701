using System.Text.Json.Nodes;
using Serverless.TestKit.Order;
using Serverless.UnitTests.Architecture;
using static Serverless.UnitTests.Infra.Plan;

namespace Serverless.UnitTests.Infra;

/// <summary>What must hold in every environment, asserted on the resources that a deployment would make.</summary>
[TakesSeconds(10)]
public sealed class PlanTests
{
    private static readonly string[] AppRoles =
    [
        "Microsoft.Communication/communicationServices 09976791-48a7-449e-bb21-39d1a415f350",
        "Microsoft.Insights/components 3913510d-42f4-4e42-8a64-420c390055eb",
        "Microsoft.KeyVault/vaults 12338af0-0e69-4776-bea7-57ae8d297424",
        "Microsoft.KeyVault/vaults 4633458b-17de-408a-b874-0445c86b69e6",
        "Microsoft.Storage/storageAccounts 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        "Microsoft.Storage/storageAccounts 974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        "Microsoft.Storage/storageAccounts b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    ];

    public static TheoryData<string> Environments =>
        [.. SourceTree.Files("infra/environments", "*.bicepparam").Select(file => Path.GetFileNameWithoutExtension(file))];

    [BicepTheory]
    [InlineData("main.bicep")]
    public async Task Template_compiles_without_a_warning(string template)
    {
        var folder = Bicep.CopyOfTemplates();

        var complaints = await Bicep.RunAsync(folder, "build", template);

        Directory.Delete(folder, recursive: true);
        Assert.Empty(complaints);
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Nothing_can_be_opened_with_a_shared_key(string environment)
    {
        var plan = await OfAsync(environment);

        Assert.All(
            plan.OfType("Microsoft.Storage/storageAccounts"),
            account => Assert.Equal("false", Text(account, "properties", "allowSharedKeyAccess"))
        );
        Assert.All(
            plan.OfType("Microsoft.ServiceBus/namespaces"),
            bus => Assert.Equal("true", Text(bus, "properties", "disableLocalAuth"))
        );
        Assert.All(
            plan.OfType("Microsoft.CognitiveServices/accounts"),
            faces => Assert.Equal("true", Text(faces, "properties", "disableLocalAuth"))
        );
        Assert.All(
            plan.OfType("Microsoft.Insights/components"),
            logs => Assert.Equal("true", Text(logs, "properties", "DisableLocalAuth"))
        );
        Assert.All(
            plan.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.Equal("false", Text(policy, "properties", "allow"))
        );
        Assert.Equal(2, plan.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count());
        Assert.NotEmpty(plan.OfType("Microsoft.Storage/storageAccounts"));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Nothing_stored_is_public(string environment)
    {
        var plan = await OfAsync(environment);
        var containers = plan.OfType("Microsoft.Storage/storageAccounts/blobServices/containers").ToList();

        Assert.Equal(Names.Of("containers").Append("app-package").Order(), containers.Select(LastSegment).Order());
        Assert.All(containers, container => Assert.Equal("None", Text(container, "properties", "publicAccess")));
        Assert.All(
            plan.OfType("Microsoft.Storage/storageAccounts"),
            account =>
            {
                Assert.Equal("false", Text(account, "properties", "allowBlobPublicAccess"));
                Assert.Equal("TLS1_2", Text(account, "properties", "minimumTlsVersion"));
                Assert.Equal("true", Text(account, "properties", "supportsHttpsTrafficOnly"));
            }
        );
        Assert.All(
            plan.OfType("Microsoft.KeyVault/vaults"),
            vault => Assert.Equal("true", Text(vault, "properties", "enablePurgeProtection"))
        );
        Assert.All(
            plan.OfType("Microsoft.KeyVault/vaults"),
            vault => Assert.Equal("true", Text(vault, "properties", "enableRbacAuthorization"))
        );
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Every_queue_exists_and_somebody_is_told_when_it_gives_up(string environment)
    {
        var plan = await OfAsync(environment);
        var bus = plan.OfType("Microsoft.ServiceBus/namespaces/queues").Select(LastSegment).ToList();
        var storage = plan.OfType("Microsoft.Storage/storageAccounts/queueServices/queues").Select(LastSegment).ToList();
        var alerts = plan.OfType("Microsoft.Insights/metricAlerts").Concat(plan.OfType("Microsoft.Insights/scheduledQueryRules")).ToList();

        var expected = Names.Of("queues").ToList();
        var isBus = bus.Count > 0;

        Assert.Equal(
            expected.Order(),
            isBus ? bus.Order() : storage.Where(name => !name.EndsWith("-poison", StringComparison.Ordinal)).Order()
        );
        Assert.Equal(isBus ? 0 : 2 * expected.Count, storage.Count);
        foreach (var queue in expected)
        {
            var alert = Assert.Single(alerts, alert => Text(alert, "name") == (isBus ? $"dead-letter-{queue}" : $"poison-{queue}"));
            var condition = Text(alert["properties"]!["criteria"]!["allOf"]![0]!, isBus ? "dimensions" : "query");
            Assert.Contains(isBus ? $"\"{queue}\"" : $"'{queue}'", condition, StringComparison.Ordinal);
            Assert.Contains(isBus ? "EntityName" : "-poison/", condition, StringComparison.Ordinal);
            Assert.Equal("true", Text(alert, "properties", "enabled"));
            Assert.NotEmpty(Actions(alert));
        }
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task App_reaches_everything_by_its_identity(string environment)
    {
        var plan = await OfAsync(environment);
        var hasBus = plan.OfType("Microsoft.ServiceBus/namespaces").Any();
        var roles = plan
            .Lines.Where(line => line.StartsWith("Microsoft.Authorization/roleAssignments ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Select(line => $"{line[1][..line[1].LastIndexOf('/')]} {line[2]}");

        var expected = hasBus ? AppRoles.Append("Microsoft.ServiceBus/namespaces 090c5cfd-751d-490a-894a-3ce6f1109419") : AppRoles;

        if ((await OfAsync(environment)).OfType("Microsoft.CognitiveServices/accounts").Any())
        {
            expected = expected.Append("Microsoft.CognitiveServices/accounts a97b65f3-24c7-4388-baec-2e87135dc908");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), roles.Order(StringComparer.Ordinal));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task App_is_a_custom_handler_that_azd_finds(string environment)
    {
        var app = Assert.Single((await OfAsync(environment)).OfType("Microsoft.Web/sites"));

        Assert.Equal("custom", Text(app, "properties", "functionAppConfig", "runtime", "name"));
        Assert.Equal("1.0", Text(app, "properties", "functionAppConfig", "runtime", "version"));
        Assert.Equal(
            "UserAssignedIdentity",
            Text(app, "properties", "functionAppConfig", "deployment", "storage", "authentication", "type")
        );
        Assert.Equal("api", Text(app, "tags", "azd-service-name"));
        Assert.NotEmpty(Text(app, "tags", "azd-env-name"));
        Assert.Equal("true", Text(app, "properties", "httpsOnly"));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Settings_hold_no_secret_and_nothing_that_flex_refuses(string environment)
    {
        var settings = Assert.Single((await OfAsync(environment)).OfType("Microsoft.Web/sites/config"))["properties"]!.AsObject();

        Assert.All(
            Names.Secrets,
            secret => Assert.StartsWith("@Microsoft.KeyVault(", UnwrapFormat(settings[secret]!.ToString()), StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            settings,
            setting => setting.Key is "FUNCTIONS_WORKER_RUNTIME" or "WEBSITE_RUN_FROM_PACKAGE" or "AzureWebJobsStorage"
        );
        Assert.DoesNotContain(settings, setting => setting.Value!.ToString().Contains("AccountKey=", StringComparison.Ordinal));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task What_the_app_cannot_start_without_is_set(string environment)
    {
        var settings = Assert.Single((await OfAsync(environment)).OfType("Microsoft.Web/sites/config"))["properties"]!.AsObject();
        string[] needed =
        [
            "AccessTokens__Issuer",
            "AccessTokens__Audience",
            "Documents__SealKey",
            "Sms__Endpoint",
            "Sms__From",
            "Email__Endpoint",
            "Email__From",
            "Staff__Authority",
            "Staff__Audience",
        ];

        Assert.All(needed, name => Assert.NotEmpty(settings[name]?.ToString() ?? ""));
        Assert.DoesNotContain("local", settings["AccessTokens__Issuer"]!.ToString(), StringComparison.Ordinal);
        Assert.False(settings.ContainsKey("Sms__AccessKey") || settings.ContainsKey("Email__AccessKey"));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Vendors_events_come_as_cloud_events_by_identity_into_queues_that_exist(string environment)
    {
        var plan = await OfAsync(environment);
        var subscriptions = plan.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions")
            .ToDictionary(LastSegment, resource => resource["properties"]!);

        Assert.Equal(["payroll-files", "sms-delivery-reports"], subscriptions.Keys.Order());
        Assert.All(
            subscriptions,
            subscription =>
            {
                var destination = subscription.Value["deliveryWithResourceIdentity"]!["destination"]!.ToJsonString();
                Assert.Equal("CloudEventSchemaV1_0", Text(subscription.Value, "eventDeliverySchema"));
                Assert.Equal("UserAssigned", Text(subscription.Value, "deliveryWithResourceIdentity", "identity", "type"));
                Assert.Contains(subscription.Key, destination, StringComparison.Ordinal);
                Assert.Contains(subscription.Key, Names.Of("queues"));
            }
        );
        Assert.Equal("Microsoft.Communication.SMSDeliveryReportReceived", Assert.Single(Types(subscriptions["sms-delivery-reports"])));
        Assert.Equal("Microsoft.Storage.BlobCreated", Assert.Single(Types(subscriptions["payroll-files"])));
        Assert.EndsWith(
            "/containers/drop-payroll/blobs/in/",
            Text(subscriptions["payroll-files"], "filter", "subjectBeginsWith"),
            StringComparison.Ordinal
        );
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task What_holds_data_or_keys_writes_its_log(string environment)
    {
        var plan = await OfAsync(environment);
        var logged = plan.OfType("Microsoft.Insights/diagnosticSettings")
            .Select(resource => Text(resource, "id") + Text(resource, "scope"))
            .ToList();

        string[] kinds = ["/blobServices/", "/queueServices/", "/tableServices/", "Microsoft.KeyVault/vaults/", "Microsoft.Web/sites/"];

        Assert.All(kinds, kind => Assert.Contains(logged, id => id.Contains(kind, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Types(JsonNode subscription) =>
        subscription["filter"]!["includedEventTypes"]!.AsArray().Select(type => type!.ToString());

    private static string LastSegment(JsonObject resource) => Text(resource, "name").Split('/')[^1];

    private static string UnwrapFormat(string value) =>
        value.StartsWith("[format('", StringComparison.Ordinal) ? value["[format('".Length..] : value;

    private static string Actions(JsonObject alert) => Text(alert, "properties", "actions").Replace("[]", "", StringComparison.Ordinal);
}

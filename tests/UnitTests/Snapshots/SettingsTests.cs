using Serverless.UnitTests.Infra;

namespace Serverless.UnitTests.Snapshots;

public sealed class SettingsTests
{
    private static readonly HashSet<string> Known = SettingsKeys.All.Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Options_are_listed_with_nested_sections_and_enum_values()
    {
        var keys = SettingsKeys.Of(typeof(Platform.Messaging.MessagingOptions)).ToList();

        Assert.Contains("Messaging__Transport StorageQueues|ServiceBus", keys);
        Assert.Contains("Messaging__ServiceBus__Endpoint Uri", keys);
    }

    [Fact]
    public void Secrets_of_the_deployment_are_settings_of_the_code() => Assert.All(Names.Secrets, secret => Assert.Contains(secret, Known));

    [BicepTheory]
    [InlineData("production")]
    [InlineData("queues")]
    public async Task Settings_of_the_deployment_are_settings_of_the_code(string environment)
    {
        var sections = Known.Select(key => key.Split("__")[0]).ToHashSet(StringComparer.Ordinal);

        var settings = (await Plan.OfAsync(environment)).OfType("Microsoft.Web/sites/config").Single()["properties"]!
            .AsObject()
            .Select(setting => setting.Key);

        Assert.All(settings.Where(key => sections.Contains(key.Split("__")[0])), key => Assert.Contains(key, Known));
        Assert.Contains(settings, key => key == "Messaging__Transport");
    }
}

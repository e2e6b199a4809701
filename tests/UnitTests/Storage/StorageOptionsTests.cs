using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Storage;

public sealed class StorageOptionsTests
{
    private static bool Starts(StorageOptions options) => new StorageOptions.Validator().Validate(null, options).Succeeded;

    private static StorageOptions Addresses(string scheme) =>
        new()
        {
            TableServiceUri = new Uri($"{scheme}://t.example/"),
            BlobServiceUri = new Uri($"{scheme}://b.example/"),
            QueueServiceUri = new Uri($"{scheme}://q.example/"),
        };

    [Fact]
    public void Connection_string_or_three_https_addresses_start()
    {
        Assert.True(Starts(new StorageOptions { ConnectionString = "UseDevelopmentStorage=true" }));
        Assert.True(Starts(Addresses("https")));
    }

    [Fact]
    public void Missing_or_plain_http_addresses_do_not_start()
    {
        var incomplete = Addresses("https");
        incomplete.QueueServiceUri = null;

        Assert.False(Starts(new StorageOptions()));
        Assert.False(Starts(incomplete));
        Assert.False(Starts(Addresses("http")));
    }

    [Theory]
    [InlineData("a-b", 15, 1000, 30)]
    [InlineData("", 0, 1000, 30)]
    [InlineData("", 15, 0, 30)]
    [InlineData("", 15, 1000, 1)]
    public void Value_out_of_range_does_not_start(string prefix, int timeout, int capacity, int delay)
    {
        var options = new StorageOptions
        {
            ConnectionString = "x",
            NamePrefix = prefix,
            CallTimeoutSeconds = timeout,
            RelayCapacity = capacity,
            IntentDelaySeconds = delay,
        };

        Assert.False(Starts(options));
    }
}

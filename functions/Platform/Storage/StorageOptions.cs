using Microsoft.Extensions.Options;

namespace Serverless.Platform.Storage;

/// <summary>
/// Section <c>Storage</c>: where state is kept. A connection string on a laptop; in Azure the three service addresses and a managed identity.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>Laptop and tests only.</summary>
    public string? ConnectionString { get; set; }

    public Uri? TableServiceUri { get; set; }

    public Uri? BlobServiceUri { get; set; }

    public Uri? QueueServiceUri { get; set; }

    /// <summary>Client id of the user-assigned identity; null takes the default credential chain.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Put before every table, container and queue name, so that tests share one account: lower-case letters and digits.</summary>
    public string NamePrefix { get; set; } = "";

    /// <summary>Longest wait for one call to the storage service, seconds.</summary>
    public int CallTimeoutSeconds { get; set; } = 15;

    /// <summary>Messages that may wait in process for their relay; what finds no room is left to the sweep.</summary>
    public int RelayCapacity { get; set; } = 1000;

    /// <summary>Age at which an intent is taken for abandoned and swept, seconds (decision 10).</summary>
    public int IntentDelaySeconds { get; set; } = 30;

    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            var addresses = new[] { options.TableServiceUri, options.BlobServiceUri, options.QueueServiceUri };
            if (string.IsNullOrEmpty(options.ConnectionString) && addresses.Any(address => address is null))
            {
                return ValidateOptionsResult.Fail("Storage: give ConnectionString, or TableServiceUri, BlobServiceUri and QueueServiceUri");
            }

            if (string.IsNullOrEmpty(options.ConnectionString) && addresses.Any(address => address!.Scheme != Uri.UriSchemeHttps))
            {
                return ValidateOptionsResult.Fail("Storage: service addresses are https");
            }

            var fine =
                options.NamePrefix.All(char.IsAsciiLetterOrDigit)
                && options.CallTimeoutSeconds is > 0 and <= 100
                && options.RelayCapacity is > 0 and <= 100_000
                && options.IntentDelaySeconds is >= 5 and <= 3600;
            return fine
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "Storage: NamePrefix, CallTimeoutSeconds, RelayCapacity or IntentDelaySeconds is out of range"
                );
        }
    }
}

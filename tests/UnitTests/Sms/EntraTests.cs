using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Platform.Messaging;
using Serverless.Platform.Messaging.ServiceBus;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Sms;

/// <summary>In Azure nothing has a key: the app's own identity signs in at the SMS vendor and at Service Bus.</summary>
public sealed class EntraTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 22, 16, 57, 12, TimeSpan.Zero);

    [Fact]
    public async Task Text_is_sent_with_the_identitys_token_for_the_scope_that_the_vendors_sdk_asks()
    {
        var vector = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "vectors", "sms", "sms-send-entra.json"))
        )!;
        var recorded = vector["request"]!;
        var (identity, wire) = (new MadeUpIdentity(), new Wire(HttpStatusCode.Accepted));
        var options = new SmsOptions
        {
            Endpoint = new Uri("https://sms.example.org"),
            From = "+18445550100",
            ApiVersion = SmsApiVersions.Sdk,
            MaxRetries = 0,
        };
        var pipeline = new AcsPipeline(options) { Transport = new HttpClientTransport(new HttpClient(wire)) };
        var sender = new AzureSmsSender(pipeline.Build(options, identity, TimeProvider.System), options);

        await sender.SendAsync(
            [new SmsMessage("+51999888777", "entra", Guid.Parse("03d843a8-0ed0-4cb3-b3f3-64dd8e10a1fc"), First, null)],
            default
        );

        Assert.Equal((string?)vector["requestedScopes"]![0]![0], Assert.Single(identity.Scopes));
        Assert.Equal("Bearer made-up-entra-token", wire.Authorization);
        Assert.Equal((string)recorded["target"]!, wire.Target);
        Assert.Equal(
            JsonNode.Parse((string)recorded["bodyUtf8"]!)!["smsRecipients"]!.ToJsonString(),
            JsonNode.Parse(wire.Body)!["smsRecipients"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Message_is_sent_with_the_identitys_token_for_service_bus()
    {
        var (identity, wire) = (new MadeUpIdentity(), new Wire(HttpStatusCode.Created));
        var options = new ServiceBusOptions { Endpoint = new Uri("https://bus.example.org") };
        var settings = new ServiceBusPipeline(TimeSpan.FromSeconds(5)) { Transport = new HttpClientTransport(new HttpClient(wire)) };
        var pipeline = settings.Build(options, identity, TimeProvider.System);

        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri(options.Endpoint, "identity-events/messages"));
        message.Request.Content = RequestContent.Create(new byte[] { 1 });
        await pipeline.SendAsync(message, default);

        Assert.Equal("https://servicebus.azure.net/.default", Assert.Single(identity.Scopes));
        Assert.Equal("Bearer made-up-entra-token", wire.Authorization);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_key_and_identity_nothing_is_sent(bool sms)
    {
        var at = new Uri("https://vendor.example.org");

        Assert.Throws<InvalidOperationException>(() =>
            sms
                ? new AcsPipeline(new SmsOptions { Endpoint = at }).Build(new SmsOptions { Endpoint = at }, null, TimeProvider.System)
                : new ServiceBusPipeline(TimeSpan.FromSeconds(5)).Build(new ServiceBusOptions { Endpoint = at }, null, TimeProvider.System)
        );
    }

    private sealed class MadeUpIdentity : TokenCredential
    {
        internal List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("made-up-entra-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    /// <summary>The other end; a real socket would need a certificate, because no token is ever sent without TLS.</summary>
    private sealed class Wire(HttpStatusCode status) : HttpMessageHandler
    {
        internal string? Authorization { get; private set; }

        internal string Target { get; private set; } = "";

        internal string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            Target = request.RequestUri!.PathAndQuery;
            Body = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            return new HttpResponseMessage(status) { Content = new StringContent("""{"value":[]}""") };
        }
    }
}

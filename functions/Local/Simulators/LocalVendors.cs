using System.Security.Cryptography;
using Azure.Storage.Queues;
using Serverless.Local.Host;
using Serverless.Local.Simulators.Acs;
using Serverless.Local.Simulators.Acs.Calls;
using Serverless.Local.Simulators.Bank;
using Serverless.Local.Simulators.Credit;
using Serverless.Local.Simulators.Face;
using Serverless.Local.Simulators.Payroll;

namespace Serverless.Local.Simulators;

/// <summary>Every vendor that App calls, on loopback, and the settings that point App at them.</summary>
internal sealed class LocalVendors : IAsyncDisposable
{
    private readonly VendorServer _sms;
    private readonly string _smsKey;

    private readonly VendorServer _face;
    private readonly string _faceKey;

    private LocalVendors(
        AcsSimulator texts,
        VendorServer sms,
        string smsKey,
        PayrollSimulator payroll,
        FaceSimulator faces,
        VendorServer face,
        string faceKey
    ) => (Texts, _sms, _smsKey, Payroll, Faces, _face, _faceKey) = (texts, sms, smsKey, payroll, faces, face, faceKey);

    /// <summary>The telephone network: inbox and faults.</summary>
    internal AcsSimulator Texts { get; }

    /// <summary>The ministry's payroll: answers outgoing files when asked.</summary>
    internal PayrollSimulator Payroll { get; }

    /// <summary>Looks at faces.</summary>
    internal FaceSimulator Faces { get; }

    /// <summary>Pays orders.</summary>
    internal required LocalBank Bank { get; init; }

    /// <summary>Payslips, credit bureau and payment gateway.</summary>
    internal required LocalCreditors Creditors { get; init; }

    /// <summary>Leaves the monthly files of contributions.</summary>
    internal required ContributionSimulator Contributions { get; init; }

    /// <summary>Queues that vendors write to, whether App listens yet or not.</summary>
    internal static IReadOnlyList<string> Queues { get; } = [AcsDeliveryReports.Queue];

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings =>
        new Dictionary<string, string>(Bank.AppSettings.Concat(Creditors.AppSettings))
        {
            ["Sms__Endpoint"] = _sms.Address.AbsoluteUri,
            ["Sms__AccessKey"] = _smsKey,
            ["Sms__From"] = "MUTUAL",
            ["Sms__AllowLoopback"] = "true",
            ["Voice__CallerId"] = "+5117001234",
            ["Voice__CallbackIssuer"] = _sms.Address.AbsoluteUri.TrimEnd('/'),
            ["Voice__CallbackAudience"] = AcsCalls.Audience,
            ["Email__Endpoint"] = _sms.Address.AbsoluteUri,
            ["Email__AccessKey"] = _smsKey,
            ["Email__From"] = "avisos@mutual.example",
            ["Email__AllowLoopback"] = "true",
            ["Face__Provider"] = "azure",
            ["Face__Endpoint"] = _face.Address.AbsoluteUri,
            ["Face__Key"] = _faceKey,
            ["Face__AllowLoopback"] = "true",
        };

    /// <param name="storage">Connection string of Azurite: Event Grid's place is a queue.</param>
    /// <param name="publicAddress">Where App can be called back.</param>
    internal static async Task<LocalVendors> StartAsync(string storage, Uri publicAddress, TimeProvider clock)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var reports = new QueueServiceClient(storage, StorageClients.QueueOptions).GetQueueClient(AcsDeliveryReports.Queue);
        var texts = new AcsSimulator(key, reports, clock);
        var faceKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var faces = new FaceSimulator(faceKey, clock);
        return new(
            texts,
            await VendorServer.StartAsync(routes => texts.Map(routes)),
            key,
            PayrollControl.On(storage, clock),
            faces,
            await VendorServer.StartAsync(routes => faces.Map(routes)),
            faceKey
        )
        {
            Bank = await LocalBank.StartAsync(publicAddress, clock),
            Creditors = await LocalCreditors.StartAsync(clock),
            Contributions = ContributionControl.On(storage, clock),
        };
    }

    /// <summary>Maps what the phone page and the demo ask of the vendors, under <c>/_local</c> of the public port.</summary>
    internal void MapControls(IEndpointRouteBuilder routes)
    {
        AcsControl.Map(routes, Texts);
        PayrollControl.Map(routes, Payroll);
        ContributionControl.Map(routes, Contributions);
        FaceControl.Map(routes, Faces);
        BankControl.Map(routes, Bank.Simulator);
        CreditControl.Map(routes, Creditors.Vendors, context => new Uri($"http://{context.Request.Host}"));
    }

    public async ValueTask DisposeAsync()
    {
        Texts.Calls.Dispose();
        await _face.DisposeAsync();
        await _sms.DisposeAsync();
        await Bank.DisposeAsync();
        await Creditors.DisposeAsync();
    }
}

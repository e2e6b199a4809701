using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Serverless.Local.Simulators.Tsa;
using Serverless.Platform.Documents;
using Serverless.Platform.Documents.Sealing;
using Xunit;

namespace Serverless.TestKit.Documents;

/// <summary>A certificate authority, a sealing key and an RFC 3161 authority on loopback, shared by the tests of a class.</summary>
public sealed class SealFixture : IAsyncLifetime, IDisposable
{
    public static readonly SealStatement Statement = new("Mutual Magisterial", "Sello de integridad", "Lima, Perú");

    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<LocalCertificateAuthority> OfTheRun = new(() =>
        LocalCertificateAuthority.Open(ScratchFolder.OfTheRun().Path, new FakeTimeProvider(Begin))
    );

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private WebApplication? _host;

    public SealFixture()
    {
        Time.SetUtcNow(Begin);
        Signer = LocalPfxSigner.FromFile(Authority.SealPfx);
        Simulator = new TimeStampSimulator(Authority, Time);
        Roots = [X509CertificateLoader.LoadCertificate(Authority.Root.RawData)];
    }

    public FakeTimeProvider Time { get; } = new();

    public LocalCertificateAuthority Authority { get; } = OfTheRun.Value;

    public LocalPfxSigner Signer { get; }

    public TimeStampSimulator Simulator { get; }

    public X509Certificate2Collection Roots { get; }

    public HttpTimeStampAuthority TimeStamps { get; private set; } = null!;

    public PdfSealInspector Inspector => new(Roots, Roots, Time);

    public PdfSealer Sealer => new(Signer, null, Time);

    public PdfSealer StampingSealer => new(Signer, TimeStamps, Time);

    public static byte[] Contract => PdfRenderer.Render(SampleContract.Create(), SampleDocuments.Metadata).Value;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _host = builder.Build();
        _host.Urls.Add("http://127.0.0.1:0");
        Simulator.Map(_host, "/tsa");
        await _host.StartAsync();
        TimeStamps = new HttpTimeStampAuthority(_http, new Uri(_host.Urls.First() + "/tsa"), Roots);
    }

    public Task DisposeAsync() => _host!.DisposeAsync().AsTask();

    public void Dispose()
    {
        _http.Dispose();
        Signer.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Local.Simulators.Bank;

/// <summary>Tells App what became of orders, signed; a notice that App did not take is kept and told again when asked.</summary>
internal sealed class BankNotices(byte[] key, TimeProvider time) : IDisposable
{
    private readonly ConcurrentQueue<BankNoticeBody> _waiting = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Where App listens for notices; null while it does not listen yet.</summary>
    internal Uri? Address { get; set; }

    internal void Add(BankNoticeBody notice) => _waiting.Enqueue(notice);

    /// <summary>Tells what waits; the ids of the notices that App took.</summary>
    internal async Task<IReadOnlyList<BankNoticeBody>> TellAsync(bool badSignature, CancellationToken cancellation)
    {
        var told = new List<BankNoticeBody>();
        for (var count = _waiting.Count; count > 0 && _waiting.TryDequeue(out var notice); count--)
        {
            if (await SendAsync(notice, badSignature, cancellation))
            {
                told.Add(notice);
            }
            else
            {
                _waiting.Enqueue(notice);
            }
        }

        return told;
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> SendAsync(BankNoticeBody notice, bool badSignature, CancellationToken cancellation)
    {
        if (Address is not { } address)
        {
            return false;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(notice, BankBodyJson.Default.BankNoticeBody);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var stamp = BankSigner.Stamp(time);
        var signer = badSignature ? RandomNumberGenerator.GetBytes(32) : key;
        request.Headers.Add(BankSigner.TimeHeader, stamp);
        request.Headers.Add(BankSigner.SignatureHeader, BankSigner.Sign(signer, address.AbsolutePath, stamp, body));
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // Nobody there, or nobody answered in time: the notice waits.
            return false;
        }
    }
}

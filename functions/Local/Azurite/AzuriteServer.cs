using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Serverless.Local.Cli;

namespace Serverless.Local.Azurite;

/// <summary>What an Azurite is started with.</summary>
/// <param name="Cache">Where the installed emulator is kept.</param>
/// <param name="Data">Where it keeps its data; null keeps everything in memory.</param>
internal sealed record AzuriteSettings(string Cache, string? Data)
{
    /// <summary>Told before every wait of more than three seconds.</summary>
    internal Action<string> Announce { get; init; } = _ => { };
}

/// <summary>
/// One running Azurite on free loopback ports. Disposing, or the death of this process, closes a pipe; stop-with-parent.js
/// turns that into the SIGTERM on which Azurite writes its data down (SIGKILL loses the last seconds). Only past the limit is it killed.
/// </summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // The emulator's published development key: a constant of Azurite, not a secret.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>
    /// A limit, not a reservation. Azurite keeps every row as an object, about 12 KB for a member's six; node's own limit of 4 GB would end
    /// near 300,000 members, after minutes of nothing but collecting.
    /// </summary>
    private const int HeapMegabytes = 12_288;

    /// <summary>
    /// Objects that live for one request die before their room is full: sixteen, which node takes, are full so often that what a request
    /// still holds is copied again and again, a tenth of its time at 300,000 members.
    /// </summary>
    private const int NurseryMegabytes = 64;

    /// <summary>Ours; each says at its top what it changes and why.</summary>
    private static readonly string[] Preloaded =
    [
        "stop-with-parent.js",
        "starts-lean.js",
        "computed-once.js",
        "things-by-name.js",
        "rows-by-key.js",
        "saves-changes.js",
        "messages-by-queue.js",
        "bodies-together.js",
    ];

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private AzuriteServer(Process process, int blob, int queue, int table)
    {
        _process = process;
        (BlobPort, QueuePort, TablePort) = (blob, queue, table);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int BlobPort { get; }

    internal int QueuePort { get; }

    internal int TablePort { get; }

    internal int ProcessId => _process.Id;

    /// <summary>For <c>Storage:ConnectionString</c>.</summary>
    internal string ConnectionString =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{BlobPort}/{Account};QueueEndpoint=http://127.0.0.1:{QueuePort}/{Account};TableEndpoint=http://127.0.0.1:{TablePort}/{Account};"
        );

    /// <summary>Installs if need be, starts, and answers when all three services listen.</summary>
    internal static async Task<AzuriteServer> StartAsync(AzuriteSettings settings, CancellationToken cancellation)
    {
        var script = await AzuriteInstall.EnsureAsync(AzuriteInstall.Pinned, settings.Cache, settings.Announce, cancellation);
        var ports = LoopbackPort.Free(3);
        var start = new ProcessStartInfo("node", Arguments(script, ports, settings.Data))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = settings.Data is null ? Path.GetTempPath() : Directory.CreateDirectory(settings.Data).FullName,
        };
        // It would keep its data in the SQL server that this names, whose library is left out.
        start.Environment.Remove("AZURITE_DB");
        var process = Tool.Start(start, "node", "Install Node.js 20 or newer: the storage emulator Azurite runs on it.");
        var server = new AzuriteServer(process, ports[0], ports[1], ports[2]);
        try
        {
            await server.WaitUntilListeningAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static List<string> Arguments(string script, int[] ports, string? data)
    {
        List<string> arguments =
        [
            $"--max-old-space-size={HeapMegabytes}",
            $"--max-semi-space-size={NurseryMegabytes}",
            .. Preloaded.SelectMany(file => new[] { "--require", Path.Combine(AppContext.BaseDirectory, "Azurite", file) }),
            script,
            "--silent",
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--disableProductStyleUrl",
        ];
        string[] services = ["blob", "queue", "table"];
        foreach (var (service, port) in services.Zip(ports))
        {
            arguments.AddRange([$"--{service}Host", "127.0.0.1", $"--{service}Port", port.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(data is null ? ["--inMemoryPersistence"] : ["--location", data]);
        return arguments;
    }

    private async Task WaitUntilListeningAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.StartNew();
        foreach (var port in (int[])[BlobPort, QueuePort, TablePort])
        {
            while (!await ListensAsync(port, cancellation))
            {
                if (_process.HasExited || started.Elapsed > StartLimit)
                {
                    throw new InvalidOperationException($"Azurite did not come up within {StartLimit.TotalSeconds:F0} s.\n{_output}");
                }

                await Task.Delay(25, cancellation);
            }
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null && _output.Length < 4000)
            {
                _output.AppendLine(line);
            }
        }
    }
}

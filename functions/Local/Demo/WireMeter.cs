using System.Net.Sockets;

namespace Serverless.Local.Demo;

/// <summary>Counts what really goes over a phone's connections: request lines, headers and bodies, both ways, without encryption.</summary>
internal sealed class WireMeter
{
    private long _bytes;
    private long _photoBytes;
    private int _requests;
    private readonly Dictionary<string, (int Times, long Bytes)> _costs = new(StringComparer.Ordinal);

    internal long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Of these, the bodies of photos; the headers around them are not among them.</summary>
    internal long PhotoBytes => Interlocked.Read(ref _photoBytes);

    /// <summary>Requests sent, repetitions included.</summary>
    internal int Requests => _requests;

    /// <summary>A client whose connections are counted; compressed answers are asked for, as an app would.</summary>
    internal HttpClient Client(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new Counted(new NetworkStream(socket, ownsSocket: true), this);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler) { BaseAddress = address };
    }

    internal void Sent() => Interlocked.Increment(ref _requests);

    /// <summary>Writes down that a photo went over the line.</summary>
    internal void PhotoSent(long bytes) => Interlocked.Add(ref _photoBytes, bytes);

    /// <summary>Writes down what one exchange cost, under its method and path with ids left out.</summary>
    internal void Note(HttpMethod method, Uri path, long bytes)
    {
        var segments = path.AbsolutePath.Split('/').Select(part => Guid.TryParse(part, out _) ? "{id}" : part);
        var name = $"{method} {string.Join('/', segments)}";
        lock (_costs)
        {
            var (times, sum) = _costs.GetValueOrDefault(name);
            _costs[name] = (times + 1, sum + bytes);
        }
    }

    /// <summary>One line for each kind of request, the dearest first.</summary>
    internal string Table()
    {
        lock (_costs)
        {
            return string.Join(
                '\n',
                _costs
                    .OrderByDescending(cost => cost.Value.Bytes)
                    .Select(cost => $"{cost.Value.Bytes, 7} bytes {cost.Value.Times, 3} × {cost.Key}")
            );
        }
    }

    private sealed class Counted(Stream inner, WireMeter meter) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Count(count);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            Count(buffer.Length);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }

        private int Count(int bytes)
        {
            Interlocked.Add(ref meter._bytes, bytes);
            return bytes;
        }
    }
}

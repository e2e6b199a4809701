using Grpc.Net.Client;
using Serverless.Durable.Execution;
using Serverless.Durable.Payloads;
using Serverless.Platform.Hosting.Triggers;

namespace Serverless.Durable.Client;

/// <summary>
/// Clients by binding: one channel per address, and only the latest address is kept because the host's listener moves to another
/// port when it restarts.
/// </summary>
public sealed class DurableTaskClientFactory : IDisposable
{
    private readonly PayloadJson _json;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private GrpcChannel? _channel;
    private (Uri Address, int MaxBytes) _current;

    internal DurableTaskClientFactory(ExecutionSettings settings, TimeProvider time) => (_json, _time) = (settings.Json, time);

    public DurableTaskClient Create(DurableClientBinding binding) => new(ChannelTo(binding), binding, _json, _time);

    public void Dispose() => _channel?.Dispose();

    private GrpcChannel ChannelTo(DurableClientBinding binding)
    {
        lock (_gate)
        {
            if (_channel is null || _current != (binding.RpcBaseUrl, binding.MaxMessageBytes))
            {
                // Calls under way on the old channel end by their own deadlines; disposing it now would cut them.
                _channel = GrpcChannel.ForAddress(
                    binding.RpcBaseUrl,
                    new GrpcChannelOptions { MaxReceiveMessageSize = binding.MaxMessageBytes, MaxSendMessageSize = binding.MaxMessageBytes }
                );
                _current = (binding.RpcBaseUrl, binding.MaxMessageBytes);
            }

            return _channel;
        }
    }
}

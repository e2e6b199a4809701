namespace Serverless.Durable.Payloads;

/// <summary>Room for one text at a time, kept for a whole turn: clearing or renting it anew for each result costs more than its use.</summary>
internal sealed class ScratchBuffer
{
    private const int UsualLength = 256;

    private byte[] _bytes = [];

    /// <summary>Holds what the last user left there.</summary>
    public Span<byte> OfAtLeast(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(length, UsualLength));
        }

        return _bytes;
    }
}

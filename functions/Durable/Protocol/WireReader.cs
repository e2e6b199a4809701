using System.Runtime.CompilerServices;

namespace Serverless.Durable.Protocol;

/// <summary>
/// Walks over the fields of one Protocol Buffers message and makes no objects: a turn carries the whole history, most of which is
/// looked at once. Whatever the bytes are, it ends, or throws <see cref="InvalidDataException"/>.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, Slice message)
{
    private const uint Varint = 0;
    private const uint Fixed64 = 1;
    private const uint Delimited = 2;
    private const uint Fixed32 = 5;
    private const int LongestVarint = 10;
    private const byte MoreFollows = 0x80;

    /// <summary>The id of every event that schedules nothing.</summary>
    private static ReadOnlySpan<byte> MinusOne => [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01];

    private readonly ReadOnlySpan<byte> _bytes = bytes[..message.End];
    private int _position = message.Start;
    private uint _tag;

    public WireReader(ReadOnlySpan<byte> message)
        : this(message, new Slice(0, message.Length)) { }

    public readonly int Field => (int)(_tag >> 3);

    /// <summary>The value of a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Where the value of a text, of bytes or of a message lies.</summary>
    public Slice Value { get; private set; }

    public readonly bool IsNumber(int field) => _tag == (((uint)field << 3) | Varint);

    public readonly bool IsSlice(int field) => _tag == (((uint)field << 3) | Delimited);

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool Next()
    {
        var bytes = _bytes;
        var position = _position;
        if (position >= bytes.Length)
        {
            return false;
        }

        // Most fields are a tag of one byte and a length or a number of one byte.
        if (position + 1 < bytes.Length && (bytes[position] | bytes[position + 1]) < MoreFollows)
        {
            _tag = bytes[position];
            var second = bytes[position + 1];
            position += 2;
            switch (_tag & 7)
            {
                case Varint:
                    Number = second;
                    _position = position;
                    return true;
                case Delimited when second <= bytes.Length - position:
                    Value = new Slice(position, second);
                    _position = position + second;
                    return true;
            }
        }

        return NextLong();
    }

    /// <summary>The same for every field there can be.</summary>
    private bool NextLong()
    {
        _tag = unchecked((uint)ReadVarint());
        switch (_tag & 7)
        {
            case Varint:
                Number = ReadVarint();
                break;
            case Delimited:
                Value = Take(ReadVarint());
                break;
            case Fixed64:
                Take(sizeof(ulong));
                break;
            case Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw Broken();
        }

        return true;
    }

    private Slice Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw Broken();
        }

        var slice = new Slice(_position, (int)length);
        _position = slice.End;
        return slice;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadVarint() => _position < _bytes.Length && _bytes[_position] < MoreFollows ? _bytes[_position++] : ReadLongVarint();

    private ulong ReadLongVarint()
    {
        var left = _bytes[_position..];
        if (left.StartsWith(MinusOne))
        {
            _position += LongestVarint;
            return ulong.MaxValue;
        }

        var value = 0UL;
        for (var read = 0; read < left.Length && read < LongestVarint; read++)
        {
            value |= (left[read] & 0x7FUL) << (7 * read);
            if (left[read] < MoreFollows)
            {
                _position += read + 1;
                return value;
            }
        }

        throw Broken();
    }

    private static InvalidDataException Broken() => new("The bytes are no Protocol Buffers message.");
}

/// <summary>A part of some bytes.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}

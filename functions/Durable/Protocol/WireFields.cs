using System.Text;

namespace Serverless.Durable.Protocol;

/// <summary>Single fields of a small message. As the format wants it, the last of several counts and an absent one is the default.</summary>
internal static class WireFields
{
    /// <summary>Empty when absent.</summary>
    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> message, int field)
    {
        var found = default(Slice);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.IsSlice(field))
            {
                found = reader.Value;
            }
        }

        return found.Of(message);
    }

    public static string Text(ReadOnlySpan<byte> message, int field) => Encoding.UTF8.GetString(Bytes(message, field));

    /// <summary>The text of a google.protobuf.StringValue. No payload of ours is the empty text, so that it means absent.</summary>
    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> message, int field) => Bytes(Bytes(message, field), 1);

    /// <summary>A number and a payload in one walk: what every result has.</summary>
    public static (int Number, Slice Payload) Result(ReadOnlySpan<byte> message, int numberField, int payloadField)
    {
        var (number, payload) = (0, default(Slice));
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.IsNumber(numberField))
            {
                number = unchecked((int)reader.Number);
            }
            else if (reader.IsSlice(payloadField))
            {
                payload = reader.Value;
            }
        }

        var wrapped = new WireReader(message, payload);
        return (number, wrapped.Next() && wrapped.IsSlice(1) ? wrapped.Value : default);
    }

    public static int Int32(ReadOnlySpan<byte> message, int field) => unchecked((int)Number(message, field));

    public static long Number(ReadOnlySpan<byte> message, int field)
    {
        var found = 0UL;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.IsNumber(field))
            {
                found = reader.Number;
            }
        }

        return unchecked((long)found);
    }
}

using System.Text;

namespace Serverless.Platform.Face;

/// <summary>A multipart/form-data body as the vendor's own SDK writes it: one part per field, the image with a file name.</summary>
internal sealed class FormBody : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly string _boundary;

    /// <param name="boundary">Must not occur in any part; ASCII letters, digits and hyphens.</param>
    internal FormBody(string boundary) => _boundary = boundary;

    internal string ContentType => $"multipart/form-data; boundary={_boundary}";

    internal FormBody Field(string name, string value) =>
        Part($"content-disposition: form-data; name=\"{name}\"\r\ncontent-type: text/plain; charset=UTF-8", Encoding.UTF8.GetBytes(value));

    internal FormBody File(string name, string fileName, string contentType, ReadOnlySpan<byte> content) =>
        Part($"content-disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\ncontent-type: {contentType}", content);

    internal byte[] ToArray()
    {
        Write($"--{_boundary}--\r\n");
        return _bytes.ToArray();
    }

    public void Dispose() => _bytes.Dispose();

    private FormBody Part(string headers, ReadOnlySpan<byte> content)
    {
        Write($"--{_boundary}\r\n{headers}\r\n\r\n");
        _bytes.Write(content);
        Write("\r\n");
        return this;
    }

    private void Write(string text) => _bytes.Write(Encoding.ASCII.GetBytes(text));
}

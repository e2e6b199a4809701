namespace Serverless.Platform.Hosting.Http;

/// <summary>
/// Judges the request target as it stood on the wire. Several programs decode a path one after the other, each a little differently;
/// a path that could mean two things to two of them is not served (decision 2).
/// </summary>
internal static class RequestTarget
{
    private const int MostDecodings = 4;

    /// <summary>Under <c>/api</c> as seen by any letter case.</summary>
    internal static bool IsApi(string path) =>
        path.Equals("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a raw target, without query.</summary>
    internal static string PathOf(string rawTarget)
    {
        var query = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? rawTarget : rawTarget[..query];
    }

    /// <summary>False for backslashes, encoded slashes, dot segments and control characters, however often they are encoded.</summary>
    internal static bool IsPlain(string rawPath)
    {
        if (!rawPath.StartsWith('/'))
        {
            return false;
        }

        var slashes = rawPath.AsSpan().Count('/');
        var path = rawPath;
        for (var pass = 0; pass < MostDecodings; pass++)
        {
            if (path.AsSpan().Count('/') != slashes || HasForbidden(path) || HasDotSegment(path))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(path);
            if (decoded == path)
            {
                return true;
            }

            path = decoded;
        }

        return false;
    }

    private static bool HasForbidden(ReadOnlySpan<char> path)
    {
        foreach (var c in path)
        {
            if (c == '\\' || char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDotSegment(ReadOnlySpan<char> path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (path[segment] is "." or "..")
            {
                return true;
            }
        }

        return false;
    }
}

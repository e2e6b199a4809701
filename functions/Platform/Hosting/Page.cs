using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting;

/// <summary>One page of a list; <c>next</c> goes into <c>?cursor=</c> for the next one and is absent on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What a caller asks of a list: <c>?limit=</c> 1 to 100, 25 when absent, and <c>?cursor=</c> as the page before gave it.</summary>
/// <param name="Limit">Items at most.</param>
/// <param name="After">Where to go on, in the list's own terms; null is the start. It comes from outside: a key to look up, never a filter.</param>
public sealed record PageRequest(int Limit, string? After)
{
    public const int DefaultLimit = 25;
    public const int MostItems = 100;

    /// <summary>Reads the query, or says which part is wrong.</summary>
    public static Result<PageRequest> Of(HttpRequest request)
    {
        var limit = request.Query["limit"].ToString();
        var number = DefaultLimit;
        if (limit.Length > 0 && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return PlatformErrors.BadRequest;
        }

        var cursor = request.Query["cursor"].ToString();
        return cursor.Length == 0 ? Within(number, null)
            : Decode(cursor) is { } after ? Within(number, after)
            : PlatformErrors.BadCursor;
    }

    /// <summary>Hides the list's own terms, so that clients do not build on them.</summary>
    public static string CursorFor(string after) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(after));

    private static Result<PageRequest> Within(int limit, string? after) =>
        limit is > 0 and <= MostItems ? new PageRequest(limit, after) : PlatformErrors.BadRequest;

    private static string? Decode(string cursor) =>
        cursor.Length <= 1024 && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
}

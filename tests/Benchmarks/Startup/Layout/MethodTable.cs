using System.Diagnostics;
using System.Globalization;

namespace Serverless.Benchmarks.Startup.Layout;

/// <summary>Which method lies where in an executable that was linked for one address and still has its symbols.</summary>
internal sealed class MethodTable
{
    private readonly ulong[] _addresses;
    private readonly string[] _names;

    private MethodTable(ulong[] addresses, string[] names) => (_addresses, _names) = (addresses, names);

    internal ulong First => _addresses[0];

    internal ulong Last => _addresses[^1];

    /// <param name="executable">Read by <c>nm</c> of binutils.</param>
    internal static async Task<MethodTable> ReadAsync(string executable)
    {
        var (addresses, names) = (new List<ulong>(), new List<string>());
        using var nm = Process.Start(new ProcessStartInfo("nm", ["-n", "--defined-only", executable]) { RedirectStandardOutput = true })!;
        while (await nm.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ', 3) is [var address, "t" or "T", var name])
            {
                addresses.Add(ulong.Parse(address, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                names.Add(name);
            }
        }

        await nm.WaitForExitAsync();
        return names.Count > 0
            ? new([.. addresses], [.. names])
            : throw new InvalidOperationException($"{executable} has no symbols: publish it with StripSymbols=false");
    }

    /// <summary>All names of the method that holds an address; some methods are the same code and lie in one place.</summary>
    internal ReadOnlySpan<string> At(ulong address)
    {
        var found = Array.BinarySearch(_addresses, address);
        var first = found >= 0 ? found : ~found - 1;
        while (first > 0 && _addresses[first - 1] == _addresses[first])
        {
            first--;
        }

        var end = first + 1;
        while (end < _addresses.Length && _addresses[end] == _addresses[first])
        {
            end++;
        }

        return _names.AsSpan(first, end - first);
    }
}

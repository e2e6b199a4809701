using System.Diagnostics;
using System.Globalization;

namespace Serverless.Benchmarks.Startup.Layout;

/// <summary>What lies where in an executable that was linked for one address and still has its symbols.</summary>
internal sealed class SymbolTable
{
    private readonly ulong[] _addresses;
    private readonly string[] _names;

    private SymbolTable(ulong[] addresses, string[] names) => (_addresses, _names) = (addresses, names);

    internal ulong First => _addresses[0];

    internal ulong Last => _addresses[^1];

    /// <param name="executable">Read by <c>nm</c> of binutils.</param>
    internal static async Task<SymbolTable> ReadAsync(string executable)
    {
        var (addresses, names) = (new List<ulong>(), new List<string>());
        using var nm = Process.Start(new ProcessStartInfo("nm", ["-n", "--defined-only", executable]) { RedirectStandardOutput = true })!;
        while (await nm.StandardOutput.ReadLineAsync() is { } line)
        {
            // An absolute symbol lies nowhere.
            if (line.Split(' ', 3) is [var address, not "A", var name])
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

    /// <summary>All symbols that begin where the one begins that holds an address.</summary>
    internal ReadOnlySpan<string> At(ulong address)
    {
        var last = Array.BinarySearch(_addresses, address);
        last = last >= 0 ? last : ~last - 1;
        if (last < 0)
        {
            return [];
        }

        var first = last;
        while (first > 0 && _addresses[first - 1] == _addresses[last])
        {
            first--;
        }

        while (last + 1 < _addresses.Length && _addresses[last + 1] == _addresses[first])
        {
            last++;
        }

        return _names.AsSpan(first, last - first + 1);
    }
}

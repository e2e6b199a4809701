using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Serverless.Benchmarks.Lookup;
using Serverless.Local.Cli;

namespace Serverless.Benchmarks.Startup.Layout;

/// <summary>
/// Writes the order in which the native executable lays out what it uses (ADR 0006): runs it in qemu's user mode, asks it what the host,
/// an app that opens and officers ask, and notes every method and every piece of data that is touched. What is used then lies together,
/// and pages with nothing but what is not used are never read.
/// </summary>
internal static class LayoutRecording
{
    // The compiler places these itself, each kind of them in one piece.
    private static readonly string[] PlacedAnyway =
    [
        "__GCSTATICS",
        "__GCStaticEEType",
        "__NONGCSTATICS",
        "__InterfaceDispatchCell",
        "__Str",
        "__FrozenObj",
        "_lsda",
    ];
    private static readonly string Work = Path.Combine(Repository.Root, "artifacts", "startup");

    private static string OrderFile => Path.Combine(Repository.Root, "functions", "App", "native-order.zip");

    internal static async Task WriteAsync(TextWriter output)
    {
        var app =
            Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR")
            ?? StartupRatios.Publish(Path.Combine(Repository.Root, "functions", "App"), Work, "symbols", "-p:StripSymbols=false");
        var executable = Path.Combine(app, "serverless");
        var symbols = await SymbolTable.ReadAsync(executable);
        var touched = Path.Combine(Work, "touched.bin");
        await using var office = await LookupOffice.OpenAsync();
        var subject = new Subject("App, recorded", await WrapperAsync(executable, symbols, touched));
        await Life.StartAsync(subject, office.Settings, [.. StartupRatios.Thousand()], office.Token);
        var names = NamesOf(await File.ReadAllBytesAsync(touched), symbols);
        await PackAsync(names);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{names.Count} symbols in {OrderFile}"));
    }

    /// <summary>The executable in qemu as something that can be started in its place.</summary>
    private static async Task<string> WrapperAsync(string executable, SymbolTable symbols, string touched)
    {
        Directory.CreateDirectory(Work);
        var plugin = Path.Combine(Work, "touched.so");
        var source = Path.Combine(Repository.Root, "tests", "Benchmarks", "Startup", "Layout", "touched.c");
        using var gcc = Process.Start("gcc", ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", plugin, source]);
        await gcc.WaitForExitAsync();
        var wrapper = Path.Combine(Work, "recorded");
        var arguments = $"{plugin},first={symbols.First:x},last={symbols.Last:x},out={touched}";
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nexec qemu-x86_64 -cpu max -plugin '{arguments}' '{executable}'\n");
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return wrapper;
    }

    /// <summary>Packed: names of generic types are long, and much alike.</summary>
    private static async Task PackAsync(List<string> names)
    {
        await using var file = File.Create(OrderFile);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null);
        var entry = zip.CreateEntry("native-order.txt", CompressionLevel.SmallestSize);
        entry.LastWriteTime = DateTimeOffset.UnixEpoch.AddYears(20);
        await using var text = new StreamWriter(await entry.OpenAsync()) { NewLine = "\n" };
        foreach (var name in names)
        {
            await text.WriteLineAsync(name);
        }
    }

    /// <summary>The symbols that were touched, the first one first.</summary>
    private static List<string> NamesOf(byte[] touched, SymbolTable symbols)
    {
        var order = MemoryMarshal.Cast<byte, uint>(touched);
        var moments = new SortedDictionary<uint, ulong>();
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] != 0)
            {
                moments[order[i]] = symbols.First + ((ulong)i * 8);
            }
        }

        var (names, known) = (new List<string>(), new HashSet<string>());
        foreach (var address in moments.Values)
        {
            foreach (var name in symbols.At(address))
            {
                if (!Array.Exists(PlacedAnyway, start => name.StartsWith(start, StringComparison.Ordinal)) && known.Add(name))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Serverless.Benchmarks.Lookup;
using Serverless.Local.Cli;

namespace Serverless.Benchmarks.Startup.Layout;

/// <summary>
/// Writes the order in which the native executable lays out its methods (ADR 0006): runs it in qemu's user mode, asks it what the host,
/// an app that opens and officers ask, and notes every method when it is first run. What is used then lies together, and pages with
/// nothing but what is not used are never read.
/// </summary>
internal static class LayoutRecording
{
    private static readonly string Work = Path.Combine(Repository.Root, "artifacts", "startup");

    private static string OrderFile => Path.Combine(Repository.Root, "functions", "App", "native-order.zip");

    internal static async Task WriteAsync(TextWriter output)
    {
        var app =
            Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR")
            ?? StartupRatios.Publish(Path.Combine(Repository.Root, "functions", "App"), Work, "symbols", "-p:StripSymbols=false");
        var executable = Path.Combine(app, "serverless");
        var methods = await MethodTable.ReadAsync(executable);
        var executed = Path.Combine(Work, "executed.bin");
        await using var office = await LookupOffice.OpenAsync();
        var subject = new Subject("App, recorded", await WrapperAsync(executable, methods, executed));
        await Life.StartAsync(subject, office.Settings, [.. StartupRatios.Thousand()], office.Token);
        var names = NamesOf(await File.ReadAllBytesAsync(executed), methods);
        await PackAsync(names);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{names.Count} methods in {OrderFile}"));
    }

    /// <summary>The executable in qemu as something that can be started in its place.</summary>
    private static async Task<string> WrapperAsync(string executable, MethodTable methods, string executed)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("qemu's user mode runs on Linux.");
        }

        Directory.CreateDirectory(Work);
        var plugin = Path.Combine(Work, "executed.so");
        var source = Path.Combine(Repository.Root, "tests", "Benchmarks", "Startup", "Layout", "executed.c");
        using var gcc = Process.Start("gcc", ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", plugin, source]);
        await gcc.WaitForExitAsync();
        var wrapper = Path.Combine(Work, "recorded");
        var arguments = $"{plugin},first={methods.First:x},last={methods.Last:x},out={executed}";
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nexec qemu-x86_64 -cpu max -plugin '{arguments}' '{executable}'\n");
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return wrapper;
    }

    /// <summary>The methods that were run, the first one first. The runtime's own, in C++, are none of the compiler's.</summary>
    private static List<string> NamesOf(byte[] executed, MethodTable methods)
    {
        var order = MemoryMarshal.Cast<byte, uint>(executed);
        var moments = new SortedDictionary<uint, ulong>();
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] != 0)
            {
                moments[order[i]] = methods.First + ((ulong)i * 8);
            }
        }

        var (names, known) = (new List<string>(), new HashSet<string>());
        foreach (var address in moments.Values)
        {
            foreach (var name in methods.At(address))
            {
                if (name[0] != '_' && known.Add(name))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    private static async Task PackAsync(List<string> names)
    {
        await using var file = File.Create(OrderFile);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null);
        var entry = zip.CreateEntry("native-order.txt", CompressionLevel.SmallestSize);
        // The same list is the same file, whenever it is recorded.
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var text = new StreamWriter(await entry.OpenAsync()) { NewLine = "\n" };
        foreach (var name in names)
        {
            await text.WriteLineAsync(name);
        }
    }
}

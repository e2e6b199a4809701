namespace Serverless.Local.Host;

/// <summary>Writes secrets of this laptop: mode 0600 from the first byte, whole or not at all.</summary>
internal static class PrivateFile
{
    internal static void Write(string file, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var stream = new FileStream(file + ".new", options))
        {
            stream.Write(content);
        }
        File.Move(file + ".new", file, overwrite: true);
    }
}

using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WcfBroker.Cli.Output;

/// <summary>Standard output where it is a file or a pipe.</summary>
internal static class StandardOutput
{
    private const int UnixHandle = 1;
    private const int BufferCharacters = 16 * 1024;

    /// <summary>A buffered writer.</summary>
    public static TextWriter OpenBuffered() => new StreamWriter(Open(), new UTF8Encoding(false), BufferCharacters);

    /// <summary>
    /// The console's own stream says nothing when the reader of a pipe has gone; a file stream over the same handle throws,
    /// so that <c>wcfbroker subscribe | head</c> ends. On a file, though, it would write at an offset of its own, over what
    /// others write there.
    /// </summary>
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(UnixHandle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}

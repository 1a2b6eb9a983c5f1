using System.Buffers.Binary;
using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>
/// Looks for damage inside the write-ahead log. SQLite takes the log to end at the first frame whose checksum is wrong: after
/// a crash that is what never reached the disk, but batches that lie behind it were stored, and would be lost in silence.
/// </summary>
/// <remarks>The format is that of <see href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log"/>.</remarks>
internal static class LogCheck
{
    private const int HeaderBytes = 32;
    private const int HeaderSalts = 16;
    private const int HeaderChecksum = 24;
    private const int FrameHeaderBytes = 24;
    private const int FrameCommit = 4;
    private const int FrameSalts = 8;
    private const int FrameChecksum = 16;
    private const int PageBytes = 4_096;

    // A crash leaves the batch that was being written behind the end, and its commit may have reached the disk before the rest.
    private const int CommitsBehindEndMax = 1;

    public static void Run(string path)
    {
        var log = path + "-wal";
        if (File.Exists(log) && DamagedAt(log) is { } at)
        {
            throw new StoreException(
                StoreFault.Damaged,
                $"The write-ahead log '{log}' is damaged at byte {at} and is left as it is: what was stored behind it cannot be read. Put a "
                + $"backup in the store's place by the command 'restore', or go on without what was stored last: truncate --size={at} '{log}'.");
        }
    }

    // The checksum of a frame goes on from that of the frame before: so frames that were stored behind a damaged one show.
    private static long? DamagedAt(string log)
    {
        using var file = File.OpenRead(log);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        var salts = Number(header[HeaderSalts..]);
        var sum = Number(header[HeaderChecksum..]);
        long? end = Sum(0, header[..HeaderChecksum]) == sum ? null : 0;
        var commits = 0;
        Span<byte> frame = new byte[FrameHeaderBytes + PageBytes];
        for (var at = file.Position; file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; at = file.Position)
        {
            if (end == 0 && at == HeaderBytes)
                salts = Number(frame[FrameSalts..]);
            var isOfThisLog = Number(frame[FrameSalts..]) == salts;
            var follows = isOfThisLog && Sum(Sum(sum, frame[..FrameSalts]), frame[FrameHeaderBytes..]) == Number(frame[FrameChecksum..]);
            if (!follows)
                end ??= at;
            var isCommit = BinaryPrimitives.ReadInt32BigEndian(frame[FrameCommit..]) != 0;
            if (isCommit && end is not null && (follows || (isOfThisLog && at == end)))
                commits++;
            sum = Number(frame[FrameChecksum..]);
        }

        return commits > CommitsBehindEndMax ? end : null;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    private static ulong Sum(ulong before, ReadOnlySpan<byte> bytes)
    {
        var (first, second) = ((uint)(before >> 32), (uint)before);
        for (; bytes.Length > 0; bytes = bytes[8..])
        {
            first += BinaryPrimitives.ReadUInt32LittleEndian(bytes) + second;
            second += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + first;
        }

        return ((ulong)first << 32) | second;
    }
}

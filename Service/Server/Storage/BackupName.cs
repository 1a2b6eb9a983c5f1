using System.Buffers;
using System.Globalization;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Storage;

/// <summary>The names that a backup may have: a file of the backup folder and nothing else, on every file system.</summary>
internal static class BackupName
{
    private const int CharsMax = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <exception cref="BrokerException">It is no such name.</exception>
    public static string Check(string name) => name.Length is > 0 and <= CharsMax && name[0] != '.' && !name.AsSpan().ContainsAnyExcept(Allowed)
        ? name
        : throw new BrokerException(
            BrokerError.Invalid(ErrorCode.InvalidArgument, "name", "A backup's name has letters of ASCII, digits, '.', '_' and '-', and no '.' in front.", name)
                with { Limit = $"1 to {CharsMax} characters" });

    public static string At(DateTime nowUtc) => nowUtc.ToString("'broker-'yyyyMMdd'T'HHmmss'Z.db'", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace WcfBroker.Cli.Output;

/// <summary>Numbers and times for people.</summary>
internal static class ValueText
{
    private static readonly string[] ByteUnits = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    public static string Time(DateTime utc, TimeProvider time) => TimeZoneInfo
        .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), time.LocalTimeZone)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < ByteUnits.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {ByteUnits[unit]}");
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>Looks into a database, or changes it, behind the back of its store.</summary>
internal static class SqliteFile
{
    public static long Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

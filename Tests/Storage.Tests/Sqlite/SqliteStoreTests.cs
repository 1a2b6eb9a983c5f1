using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

[TestClass]
public sealed class SqliteStoreTests : StoreContract
{
    protected override StoreHost CreateHost() => new SqliteHost();
}

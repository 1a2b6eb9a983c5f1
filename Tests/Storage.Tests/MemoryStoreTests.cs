using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests;

[TestClass]
public sealed class MemoryStoreTests : StoreContract
{
    protected override StoreHost CreateHost() => new MemoryHost();
}

namespace WcfBroker.Storage.Tests.Contract;

[TestClass]
public sealed class MemoryStoreTests : StoreContract
{
    protected override StoreHost CreateHost() => new MemoryHost();
}

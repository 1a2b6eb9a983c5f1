using Microsoft.Extensions.Options;
using WcfBroker.Dashboard.Circuits;
using WcfBroker.Dashboard.Hosting;

namespace WcfBroker.Dashboard.Tests;

/// <summary>Open pages are counted, and bounded also when several come at the same moment.</summary>
[TestClass]
public sealed class CircuitCounts
{
    [TestMethod]
    public async Task One_too_many_is_refused_and_leaves_no_trace_when_it_is_closed()
    {
        var count = new CircuitCount(Options.Create(new DashboardOptions { CircuitsMax = 1 }));
        await count.OnCircuitOpenedAsync(null!, CancellationToken.None);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => count.OnCircuitOpenedAsync(null!, CancellationToken.None));
        await count.OnCircuitClosedAsync(null!, CancellationToken.None);
        Assert.AreEqual(1, count.Value);
        await count.OnCircuitClosedAsync(null!, CancellationToken.None);
        Assert.AreEqual(0, count.Value);
    }
}

using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using WcfBroker.Dashboard.Hosting;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>How many pages are open: each has a circuit. One too many, let in while there was still room, ends at once.</summary>
internal sealed class CircuitCount(IOptions<DashboardOptions> options) : CircuitHandler
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var value = Interlocked.Increment(ref _value);
        return value <= options.Value.CircuitsMax ? Task.CompletedTask
            : throw new InvalidOperationException($"{value} pages are open, and {options.Value.CircuitsMax} may be (Dashboard:CircuitsMax).");
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _value);
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Components.Server.Circuits;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>How many pages are open: each has a circuit.</summary>
internal sealed class CircuitCount : CircuitHandler
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _value);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _value);
        return Task.CompletedTask;
    }
}

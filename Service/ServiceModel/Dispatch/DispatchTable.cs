using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.ServiceModel.Description;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>The operations of a service by SOAP action.</summary>
internal sealed class DispatchTable
{
    private readonly FrozenDictionary<string, Operation> _byAction;

    public DispatchTable(IEnumerable<OperationDescription> operations)
    {
        var byAction = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var description in operations)
        {
            var operation = new Operation(description);
            if (!byAction.TryAdd(operation.Action, operation))
                throw new UnsupportedContractException($"Two operations have the action {operation.Action}.");
        }

        _byAction = byAction.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public bool TryFind(string? action, [NotNullWhen(true)] out Operation? operation)
    {
        operation = null;
        return action is not null && _byAction.TryGetValue(action, out operation);
    }
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.ServiceModel.Description;
using WcfBroker.ServiceModel.Description;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>The operations of a service by SOAP action, and by the element of their request's body.</summary>
internal sealed class DispatchTable
{
    private readonly FrozenDictionary<string, Operation> _byAction;
    private readonly FrozenDictionary<(string Name, string Namespace), Operation> _byBody;

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
        _byBody = byAction.Values.GroupBy(o => (o.Request.Wrapper, o.Request.WrapperNamespace))
            .Where(o => o.Count() == 1)
            .ToFrozenDictionary(o => o.Key, o => o.Single());
    }

    public bool TryFind(string? action, [NotNullWhen(true)] out Operation? operation)
    {
        operation = null;
        return action is not null && _byAction.TryGetValue(action, out operation);
    }

    /// <summary>Finds the one operation whose request's body is such an element; none if there are several.</summary>
    public bool TryFindByBody(string name, string ns, [NotNullWhen(true)] out Operation? operation) =>
        _byBody.TryGetValue((name, ns), out operation);
}

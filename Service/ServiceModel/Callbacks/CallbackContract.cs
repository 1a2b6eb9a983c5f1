using System.Collections.Frozen;
using System.ServiceModel.Description;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>The callback side of a service.</summary>
public sealed class CallbackContract
{
    private readonly FrozenDictionary<string, CallbackOperation> _operations;

    internal CallbackContract(Type type, IEnumerable<OperationDescription> operations, SessionTable table)
    {
        Type = type;
        _operations = operations.Select(o => new CallbackOperation(o, table)).ToFrozenDictionary(o => o.Name);
    }

    /// <summary>The callback interface.</summary>
    public Type Type { get; }

    /// <summary>All operations.</summary>
    public IReadOnlyCollection<CallbackOperation> Operations => _operations.Values;

    /// <summary>The operation of that name.</summary>
    /// <exception cref="KeyNotFoundException">The contract has none.</exception>
    public CallbackOperation this[string name] => _operations[name];
}

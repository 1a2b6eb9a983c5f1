using System.Collections.Frozen;
using System.Reflection;
using System.ServiceModel.Description;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>The callback side of a service.</summary>
public sealed class CallbackContract
{
    private readonly FrozenDictionary<string, CallbackOperation> _operations;
    private readonly FrozenDictionary<MethodInfo, CallbackOperation> _byMethod;

    internal CallbackContract(Type type, IEnumerable<OperationDescription> operations, SessionTable table)
    {
        Type = type;
        _operations = operations.Select(o => new CallbackOperation(o, table)).ToFrozenDictionary(o => o.Name);
        _byMethod = _operations.Values.SelectMany(o => o.Methods, (o, m) => (o, m)).ToFrozenDictionary(p => p.m, p => p.o);
    }

    /// <summary>The callback interface.</summary>
    public Type Type { get; }

    /// <summary>All operations.</summary>
    public IReadOnlyCollection<CallbackOperation> Operations => _operations.Values;

    /// <summary>The operation of that name.</summary>
    /// <exception cref="KeyNotFoundException">The contract has none.</exception>
    public CallbackOperation this[string name] => _operations[name];

    internal CallbackOperation Find(MethodInfo method) => _byMethod[method];
}

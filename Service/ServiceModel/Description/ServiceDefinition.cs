using System.ServiceModel.Description;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.ServiceModel.Description;

/// <summary>
/// A service class described once: its operations by SOAP action, its callbacks, and how an instance is made for a session.
/// </summary>
public sealed class ServiceDefinition
{
    private readonly Func<IServiceSession, object> _factory;

    private ServiceDefinition(Func<IServiceSession, object> factory, ContractDescription[] contracts)
    {
        _factory = factory;
        Contracts = contracts;
        var operations = contracts.SelectMany(c => c.Operations).DistinctBy(o => (o.Name, o.Messages[0].Action)).ToArray();
        var callbackType = contracts.Select(c => c.CallbackContractType).FirstOrDefault(t => t is not null);
        Strings = SessionTable.Create(ContractStrings.Sent(operations));
        Operations = new(operations.Where(o => o.Messages[0].Direction == MessageDirection.Input));
        if (callbackType is not null)
            Callbacks = new(callbackType, operations.Where(o => o.Messages[0].Direction == MessageDirection.Output), Strings);
    }

    /// <summary>The callback side of the contracts; null when none of them declares a callback contract.</summary>
    public CallbackContract? Callbacks { get; }

    internal IReadOnlyList<ContractDescription> Contracts { get; }

    internal DispatchTable Operations { get; }

    internal SessionTable Strings { get; }

    internal RequestTable Requests { get; } = new();

    /// <summary>
    /// Describes <typeparamref name="TService"/> as the implementation of the given contracts, all served at one address.
    /// </summary>
    /// <param name="factory">Makes the instance that serves one session; it is disposed when the session ends.</param>
    /// <param name="contracts">Interfaces with [ServiceContract]; an operation that two of them inherit is served once.</param>
    /// <exception cref="UnsupportedContractException">
    /// A contract uses what this host does not serve; the message names the operation.
    /// </exception>
    public static ServiceDefinition Create<TService>(Func<IServiceSession, TService> factory, params Type[] contracts)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new(factory, ContractReader.Read(typeof(TService), contracts));
    }

    /// <summary>An operation, to be read from its bytes.</summary>
    /// <param name="action">The SOAP action of its request.</param>
    /// <exception cref="ArgumentException">There is no such operation, it returns no task, or it has neither a result nor is one-way.</exception>
    public RequestOperation Request(string action) => Operations.TryFind(action, out var operation)
        ? new(operation, Requests, Strings)
        : throw new ArgumentException($"No operation has the action {action}.", nameof(action));

    internal object CreateInstance(IServiceSession session) => _factory(session);
}

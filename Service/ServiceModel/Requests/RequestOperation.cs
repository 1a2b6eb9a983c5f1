using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>An operation whose requests are read, and whose replies are written, as bytes.</summary>
public sealed class RequestOperation
{
    private readonly RequestTable _table;
    private readonly FragmentEnvelope? _reply;

    internal RequestOperation(Operation operation, RequestTable table, SessionTable strings)
    {
        if (!operation.IsAsync || operation.Reply is { Parts.Count: not 1 })
            throw new ArgumentException($"{operation.Name} cannot be called encoded: it returns no task, or no result.", nameof(operation));
        Dispatched = operation;
        _table = table;
        Wrapper = table.Name(operation.Request.Wrapper);
        Namespace = table.Name(operation.Request.WrapperNamespace);
        if (operation is { Reply: { } reply, ReplyAction: { } action })
            _reply = new(strings, action.Value, reply, []);
        ReplyEnvelope = _reply is null ? null : new(_reply);
    }

    private FragmentEnvelope Reply => _reply ?? throw new InvalidOperationException($"{Dispatched.Name} has no result.");

    internal Operation Dispatched { get; }

    internal ElementName Wrapper { get; }

    internal ElementName Namespace { get; }

    internal EncodedReader? Reader { get; private set; }

    internal ReplyEnvelope? ReplyEnvelope { get; }

    /// <summary>The name of an element of the request, in the namespace of the contract.</summary>
    public ElementName Element(string name) => _table.Name(name);

    /// <summary>The name of an element inside the operation's result.</summary>
    /// <exception cref="InvalidOperationException">The operation is one-way.</exception>
    public FragmentName ResultElement(string name) => new(Reply.Element(name, Dispatched.Reply!.WrapperNamespace));

    /// <summary>The same for one that is an array of a simple type.</summary>
    /// <param name="name">The member.</param>
    /// <param name="item">The name of the simple type in XML Schema.</param>
    public FragmentName ResultArray(string name, string item) =>
        new(Reply.ArrayElement(name, Dispatched.Reply!.WrapperNamespace, item, ContractStrings.ArraysNamespace));

    /// <summary>Sets how requests are read. To be called before the first session.</summary>
    /// <exception cref="ArgumentException">The operation has a reader.</exception>
    public void ReadWith(EncodedReader reader)
    {
        Reader = reader;
        _table.Add(this);
    }
}

using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Calls;

/// <summary>Counts the one-way messages that the loop refuses: there is nobody to be told.</summary>
internal sealed class PostRefusals(BrokerMetrics metrics) : IReply<Receipt>
{
    public bool WantsValue => false;

    public void Complete(Receipt value)
    {
        // A one-way message has no receipt.
    }

    public void Refuse(BrokerError error) => metrics.AddRefused(error.Code);
}

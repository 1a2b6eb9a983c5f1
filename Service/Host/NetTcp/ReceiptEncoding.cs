using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>Receipts as the members of <see cref="PublishReceipt"/>.</summary>
internal sealed class ReceiptEncoding(RequestOperation operation)
{
    private readonly FragmentName _sequence = operation.ResultElement(nameof(PublishReceipt.Sequence));
    private readonly FragmentName _durability = operation.ResultElement(nameof(PublishReceipt.Durability));
    private readonly FragmentName _matched = operation.ResultElement(nameof(PublishReceipt.MatchedSubscriptions));
    private readonly FragmentName _published = operation.ResultElement(nameof(PublishReceipt.PublishedUtc));
    private readonly FragmentName _duplicate = operation.ResultElement(nameof(PublishReceipt.Duplicate));

    public void Write(FragmentWriter writer, Receipt receipt, string durability)
    {
        writer.Element(_sequence, receipt.Sequence);
        writer.Element(_durability, durability);
        writer.Element(_matched, receipt.MatchedSubscriptions);
        writer.Element(_published, receipt.PublishedUtc);
        if (receipt.Duplicate)
            writer.Element(_duplicate, true);
    }
}

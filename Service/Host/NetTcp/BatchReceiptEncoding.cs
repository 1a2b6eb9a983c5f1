using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Server;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>The receipts of a batch as the members of <see cref="BatchReceipt"/>.</summary>
internal sealed class BatchReceiptEncoding(RequestOperation operation)
{
    private readonly FragmentName _sequences = operation.ResultArray(nameof(BatchReceipt.Sequences), "long");
    private readonly FragmentName _matched = operation.ResultArray(nameof(BatchReceipt.MatchedSubscriptions), "int");
    private readonly FragmentName _durability = operation.ResultElement(nameof(BatchReceipt.Durability));
    private readonly FragmentName _published = operation.ResultElement(nameof(BatchReceipt.PublishedUtc));
    private readonly FragmentName _duplicates = operation.ResultArray(nameof(BatchReceipt.Duplicates), "int");

    public void Write(FragmentWriter writer, Receipt[] receipts, BrokerService service)
    {
        writer.Array(_sequences, Array.ConvertAll(receipts, receipt => receipt.Sequence));
        writer.Array(_matched, Array.ConvertAll(receipts, receipt => receipt.MatchedSubscriptions));
        writer.Element(_durability, service.LevelOf(receipts.Min(receipt => receipt.Durability)));
        writer.Element(_published, receipts[0].PublishedUtc);
        if (Array.Exists(receipts, receipt => receipt.Duplicate))
            writer.Array(_duplicates, [.. Enumerable.Range(0, receipts.Length).Where(i => receipts[i].Duplicate)]);
    }
}

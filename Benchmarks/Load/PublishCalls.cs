using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;

namespace WcfBroker.Benchmarks.Load;

/// <summary>Calls as a client sends them, of which the last one alone is answered. The id of each message carries its number.</summary>
/// <param name="Messages">What they publish together.</param>
/// <param name="Encode">Writes them in the state that a session's encoder has.</param>
internal sealed record PublishCalls(int Messages, Func<MessageEncoder, byte[]> Encode)
{
    // Clients name their calls so; here all have one name, as nobody looks for the answer to one of them.
    private static readonly UniqueId CallId = new();

    public static PublishCalls One(string url, string topic, int bodyBytes) =>
        new(1, encoder => Call(encoder, url, "Publish", new("Publish", topic, new byte[bodyBytes], 1)));

    public static PublishCalls Batch(string url, string topic, int bodyBytes, int messages) =>
        new(messages, encoder => Call(encoder, url, PublishBody.Batch, new(PublishBody.Batch, topic, new byte[bodyBytes], messages)));

    /// <summary>Posts, which nobody answers, and in the end a call that is answered when they have all been taken.</summary>
    public static PublishCalls Posts(string url, string topic, int bodyBytes, int messages) => new(messages, encoder =>
    [
        .. Enumerable.Range(1, messages - 1).SelectMany(_ => Call(encoder, url, "Post", new("Post", topic, new byte[bodyBytes], 1))),
        .. One(url, topic, bodyBytes).Encode(encoder),
    ]);

    private static byte[] Call(MessageEncoder encoder, string url, string operation, PublishBody body)
    {
        using var message = Message.CreateMessage(MessageVersion.Default, $"{ContractNamespace.Uri}/Publisher/{operation}", body);
        message.Headers.To = new Uri(url);
        if (operation != "Post")
        {
            message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
            message.Headers.MessageId = CallId;
        }

        return NetTcpFrame.Of(message, encoder);
    }
}

using System.Globalization;
using System.Text;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>Frames of a mechanism, written out by hand: what they expect does not come from the code that they test.</summary>
internal sealed class Wire(string handshake, string format)
{
    public static readonly Wire Json = new("    9JSONQueue", "{{\"method\": \"{0}\", \"topic\": \"{1}\", \"msg\": \"{2}\"}}");
    public static readonly Wire Xml = new("    8XMLQueue", "<?xml version=\"1.0\"?><data method=\"{0}\" topic=\"{1}\"><msg>{2}</msg></data>");

    public string Handshake => handshake;

    public static Wire Of(string mechanism) => mechanism switch
    {
        "json" => Json,
        "xml" => Xml,
        _ => throw new ArgumentOutOfRangeException(nameof(mechanism), mechanism, "There are two."),
    };

    public static string Frame(string payload) => $"{Encoding.UTF8.GetByteCount(payload),5}{payload}";

    public string Message(string method, string topic, string text) =>
        Frame(string.Format(CultureInfo.InvariantCulture, format, method, topic, text));

    public string Publish(string topic, string text) => Message("PUBLISH", topic, text);

    public string LastMessage(string topic, string text) => Message("LAST_MSG", topic, text);

    public string Subscribe(string topic) => Message("SUBSCRIBE", topic, topic);

    public string Cancel(string topic) => Message("CANCEL_SUB", topic, topic);

    public string List() => Message("LIST", "/", "");

    public string ListAck(params IEnumerable<string> topics)
    {
        var end = this == Json ? @"\\n" : @"\n";
        return Message("LIST_ACK", $"{end}List of Topics:", end + string.Concat(topics.Select(topic => $"Topic: {topic}{end}")));
    }
}

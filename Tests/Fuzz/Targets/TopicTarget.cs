using System.Text;
using WcfBroker.Core.Topics;

namespace WcfBroker.Fuzz.Targets;

/// <summary>Topics and filters as anyone may write them; what is accepted reads back as the same.</summary>
internal sealed class TopicTarget : IFuzzTarget
{
    public void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (TopicName.TryParse(text, "topic", out var topic, out var error) == error is not null)
            throw new InvalidOperationException("A topic is either accepted or refused with a reason.");
        if (error is null && TopicName.Parse(topic.Value).Value != topic.Value)
            throw new InvalidOperationException("A topic reads back as another.");
        if (TopicFilter.TryParse(text, "topic", out var filter, out var refused) == refused is not null)
            throw new InvalidOperationException("A filter is either accepted or refused with a reason.");
        if (filter is not null && TopicFilter.Parse(filter.Text).Text != filter.Text)
            throw new InvalidOperationException("A filter reads back as another.");
    }
}

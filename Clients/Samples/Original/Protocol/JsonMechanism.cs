using System.Text;
using System.Text.Json;

namespace WcfBroker.Samples.Original.Protocol;

/// <summary><c>{"method": "M", "topic": "T", "msg": V}</c>, in ASCII.</summary>
internal sealed class JsonMechanism : IMechanism
{
    public string Name => "JSONQueue";

    public byte[] Write(LabMessage message)
    {
        var value = message.IsNumber ? message.Text : Quote(message.Text);
        return Encoding.ASCII.GetBytes($$"""{"method": {{Quote(message.Method)}}, "topic": {{Quote(message.Topic)}}, "msg": {{value}}}""");
    }

    public LabMessage Read(byte[] frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            var root = document.RootElement;
            return new LabMessage(Text("method"), Text("topic"), Text("msg"));
            string Text(string name) => root.GetProperty(name).ToString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The broker sent something that is no JSON message.", e);
        }
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

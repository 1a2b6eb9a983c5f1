using System.Buffers;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>Encodes a delivery as a slice that all subscribers share, a small one of the subscription's own, and the end element.</summary>
public sealed class DeliveryEncoder(CallbackOperation operation)
{
    private readonly FragmentName _delivery = operation.Element("Delivery", Delivery.Namespace);
    private readonly FragmentName _topic = operation.Element("Topic", Delivery.Namespace);
    private readonly FragmentName _sequence = operation.Element("Sequence", Delivery.Namespace);
    private readonly FragmentName _published = operation.Element("PublishedUtc", Delivery.Namespace);
    private readonly FragmentName _publisher = operation.Element("Publisher", Delivery.Namespace);
    private readonly FragmentName _id = operation.Element("Id", Delivery.Namespace);
    private readonly FragmentName _contentType = operation.Element("ContentType", Delivery.Namespace);
    private readonly FragmentName _body = operation.Element("Body", Delivery.Namespace);
    private readonly FragmentName _headers = operation.Element("Headers", Delivery.Namespace);
    private readonly FragmentName _header = operation.Element("DeliveryHeader", Delivery.Namespace);
    private readonly FragmentName _name = operation.Element("Name", Delivery.Namespace);
    private readonly FragmentName _value = operation.Element("Value", Delivery.Namespace);
    private readonly FragmentName _timeToLive = operation.Element("TimeToLive", Delivery.Namespace);
    private readonly FragmentName _isRetained = operation.Element("IsRetained", Delivery.Namespace);
    private readonly FragmentName _weight = operation.Element("Weight", Delivery.Namespace);
    private readonly FragmentName _subscription = operation.Element("Subscription", Delivery.Namespace);
    private readonly FragmentName _token = operation.Element("Token", Delivery.Namespace);
    private readonly FragmentName _attempt = operation.Element("Attempt", Delivery.Namespace);

    public static Delivery[] Samples { get; } =
    [
        new(),
        new()
        {
            Topic = "lab/1", Sequence = 1, PublishedUtc = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), Publisher = "", Id = "ä€😀",
            ContentType = new string('c', 300), Body = [], Headers = [], Subscription = "s", Token = long.MaxValue, Attempt = 1,
        },
        .. new[] { 0L, -1, 127, 128, -128, -129, 32_767, 32_768, -32_769, int.MaxValue, int.MinValue, 1L << 31, long.MinValue }
            .Select((n, i) => new Delivery
            {
                Topic = "t", Sequence = n, Token = -n, Attempt = (int)(n % 1000), Body = new byte[i], IsRetained = i % 2 == 0, Weight = n / 3.0,
                TimeToLive = TimeSpan.FromSeconds(i), Headers = [new() { Name = "n", Value = null }, new() { Name = $"{n}", Value = "v" }],
            }),
        new() { Body = new byte[300], Subscription = new string('s', 70_000) },
        new() { Body = [.. Enumerable.Range(0, 70_001).Select(i => (byte)i)] },
    ];

    public CallbackOperation Operation => operation;

    public ReadOnlyMemory<ReadOnlyMemory<byte>> Encode(Delivery[] deliveries) =>
        deliveries.SelectMany(d => new[] { Shared(d), Own(d), FragmentWriter.EndElement }).ToArray();

    public ReadOnlyMemory<byte> Shared(Delivery delivery)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new FragmentWriter(buffer);
        writer.Start(_delivery);
        writer.Element(_topic, delivery.Topic);
        writer.Element(_sequence, delivery.Sequence);
        writer.Element(_published, delivery.PublishedUtc);
        writer.Element(_publisher, delivery.Publisher);
        writer.Element(_id, delivery.Id);
        writer.Element(_contentType, delivery.ContentType);
        writer.Element(_body, delivery.Body);
        WriteHeaders(writer, delivery.Headers);
        writer.Element(_timeToLive, delivery.TimeToLive);
        writer.Element(_isRetained, delivery.IsRetained);
        writer.Element(_weight, delivery.Weight);
        return buffer.WrittenMemory;
    }

    public ReadOnlyMemory<byte> Own(Delivery delivery)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new FragmentWriter(buffer);
        writer.Element(_subscription, delivery.Subscription);
        writer.Element(_token, delivery.Token);
        writer.Element(_attempt, delivery.Attempt);
        return buffer.WrittenMemory;
    }

    private void WriteHeaders(FragmentWriter writer, DeliveryHeader[]? headers)
    {
        if (headers is null)
        {
            writer.Nil(_headers);
            return;
        }

        writer.Start(_headers);
        foreach (var header in headers)
        {
            writer.Start(_header);
            writer.Element(_name, header.Name);
            writer.Element(_value, header.Value);
            writer.End();
        }

        writer.End();
    }
}

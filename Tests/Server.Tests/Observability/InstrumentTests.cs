using System.Diagnostics.Metrics;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>The instruments are those that the guide lists, and each can be read.</summary>
[TestClass]
public sealed class InstrumentTests
{
    [TestMethod]
    public async Task The_guide_lists_every_instrument_with_its_type_unit_and_meaning()
    {
        await using var broker = new SecuredBroker();
        var meter = broker.Get<BrokerInstruments>().Meter;
        var found = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == meter)
                    found.Add($"{instrument.Name} | {TypeOf(instrument)} | {instrument.Unit} | {instrument.Description}");
            },
        };
        listener.Start();
        CollectionAssert.AreEqual(MetricsGuide.Rows(), found.Order(StringComparer.Ordinal).ToArray(), string.Join('\n', found));
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableCounter" => "counter",
        "ObservableUpDownCounter" => "up-down counter",
        "ObservableGauge" => "gauge",
        "Histogram" => "histogram",
        var other => other,
    };
}

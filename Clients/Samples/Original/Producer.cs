using System.Globalization;
using WcfBroker.Samples.Original.Protocol;

namespace WcfBroker.Samples.Original;

/// <summary>Publishes random values: <c>--length</c> times one value to each topic of its type.</summary>
internal sealed class Producer(string type, Random random)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Words = ["Hello", "from", "the", "students", "of", "distributed", "systems", "today"];

    public static bool IsType(string type) => type is "currency" or "msg" or "telephony";

    public async Task RunAsync(LabConnection connection, int length, CancellationToken cancellationToken)
    {
        for (var i = 0; i < length; i++)
        {
            foreach (var topic in Topics())
            {
                await connection.SendAsync(NextMessage(topic), cancellationToken);
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private string[] Topics() =>
        type == "telephony" ? ["/telephony/orange", "/telephony/unite", "/telephony/moldcell"] : [$"/{type}"];

    private LabMessage NextMessage(string topic) => type == "msg"
        ? new LabMessage("PUBLISH", topic, Words[random.Next(Words.Length)])
        : new LabMessage("PUBLISH", topic, random.Next(0, 100).ToString(CultureInfo.InvariantCulture), IsNumber: true);
}

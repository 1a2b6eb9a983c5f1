using System.Globalization;
using System.Net;
using System.ServiceModel;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>The bytes that the guide explains are those that an unmodified client and the broker exchange.</summary>
[TestClass]
[DefaultHostOnly("CoreWCF keeps a connection for the next session where the default host ends it.")]
public sealed partial class AnatomyOfACall
{
    private const string Guide = "docs/guides/anatomy-of-a-call.md";

    // What differs from call to call, and stands as .. in the guide: message ids, times and the port.
    private const byte UniqueId = 0xAC;
    private const byte UniqueIdThenEnd = 0xAD;
    private const byte Time = 0x96;
    private const byte TimeThenEnd = 0x97;

    [TestMethod]
    public async Task The_guide_shows_the_bytes_of_a_call()
    {
        await using var broker = await RunningBroker.StartAsync();
        using var proxy = new RecordingProxy(new Uri(broker.Url).Port);
        await using (var client = new PlainClient<IPublisher>($"net.tcp://localhost:{proxy.Port}/broker"))
            await client.Broker.PublishTextAsync("/news", "Hello");
        await proxy.Ended;

        var shown = Blocks(await File.ReadAllTextAsync(Programs.InRepository(Guide)));
        Assert.AreEqual(Hide(proxy.Sent, proxy.Port), shown["sent"]);
        var (received, ends) = (Hide(proxy.Received, proxy.Port), shown["received"].Split(" ... "));
        StringAssert.StartsWith(received, ends[0]);
        StringAssert.EndsWith(received, ends[1]);
    }

    /// <summary>The bytes of all blocks of a kind, one behind the other, without what explains them.</summary>
    private static Dictionary<string, string> Blocks(string guide) => Block().Matches(guide)
        .GroupBy(block => block.Groups["kind"].Value)
        .ToDictionary(blocks => blocks.Key, blocks => string.Join(' ', blocks.SelectMany(block => Line().Matches(block.Groups["lines"].Value)).Select(line => line.Groups["bytes"].Value)));

    private static string Hide(byte[] bytes, int port)
    {
        var text = bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            var hidden = bytes[i] switch { UniqueId or UniqueIdThenEnd => 16, Time or TimeThenEnd => 8, _ => 0 };
            Array.Fill(text, "..", i + 1, Math.Min(hidden, bytes.Length - i - 1));
            i += hidden;
        }

        var digits = Encoding.ASCII.GetBytes(port.ToString(CultureInfo.InvariantCulture));
        for (int at = 0, found; (found = bytes.AsSpan(at).IndexOf(digits)) >= 0; at += found + digits.Length)
            Array.Fill(text, "..", at + found, digits.Length);
        return string.Join(' ', text);
    }

    [GeneratedRegex(@"```(?<kind>sent|received)\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<bytes>\.\.\.|([0-9a-f]{2}|\.\.)( ([0-9a-f]{2}|\.\.))*)", RegexOptions.Multiline)]
    private static partial Regex Line();
}

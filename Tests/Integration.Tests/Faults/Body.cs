using System.Text;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Integration.Tests.Faults;

/// <summary>Bodies that follow from their message's id, so that one wrong byte shows, and that can be found in a file.</summary>
internal static class Body
{
    public static byte[] Of(string id, int bytes)
    {
        var body = new byte[bytes];
        new Random(Encoding.UTF8.GetBytes(id).Aggregate(17, (hash, letter) => (hash * 31) + letter)).NextBytes(body);
        return body;
    }

    public static bool IsWhole(Delivery delivery) => delivery.Body!.AsSpan().SequenceEqual(Of(delivery.Id!, delivery.Body!.Length));
}

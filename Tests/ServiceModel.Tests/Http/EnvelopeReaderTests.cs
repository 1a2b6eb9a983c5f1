using System.Text;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Http;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class EnvelopeReaderTests
{
    private const int Calls = 1_000;
    private const int BytesMax = 1_024;

    [TestMethod]
    public void A_small_request_is_read_with_little_more_than_its_arguments()
    {
        var service = ServiceDefinition.Create<PocketCalculator>(_ => throw new NotSupportedException(), typeof(IPocketCalculator));
        var reader = new EnvelopeReader(service.Operations, new());
        var header = SoapText.Headers(("Action", SoapText.AddAction), ("MessageID", "id"));
        var envelope = Encoding.UTF8.GetBytes(SoapText.Envelope12(SoapText.Add, header));
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            Read();
        Assert.IsLessThan(BytesMax, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);

        void Read()
        {
            var request = new SoapRequest { Version = SoapVersion.Soap12 };
            reader.Read(envelope, Encoding.UTF8, null, request);
            Assert.AreEqual(3, request.Arguments![1]);
        }
    }
}

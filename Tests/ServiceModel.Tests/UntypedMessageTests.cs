using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.Text;
using System.Xml;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

[TestClass]
public sealed class UntypedMessageTests
{
    [TestMethod]
    public async Task A_body_arrives_and_returns_whatever_it_is()
    {
        await using var host = await StartAsync();
        using var request = Message.CreateMessage(MessageVersion.Soap12WSAddressing10, "urn:whole/Echo", new Point { X = 7, Name = "n" });
        using var answer = host.ConnectAs<IWhole>("/whole").Echo(request);
        Assert.AreEqual("urn:whole/EchoReply", answer.Headers.Action);
        Assert.AreEqual("n", answer.GetBody<Point>().Name);
    }

    [TestMethod]
    public async Task An_empty_body_arrives_and_returns_empty()
    {
        await using var host = await StartAsync();
        using var answer = host.ConnectAs<IWhole>("/whole").Echo(Message.CreateMessage(MessageVersion.Soap12WSAddressing10, "urn:whole/Echo"));
        Assert.IsFalse(answer.IsFault);
        Assert.IsTrue(answer.IsEmpty);
    }

    [TestMethod]
    [DataRow("<Envelope><Body></Body></Envelope>")]
    [DataRow("<Envelope><Body> \n </Body></Envelope>")]
    [DataRow("<Envelope><Body/></Envelope>")]
    public void A_reader_at_the_end_of_a_body_has_an_empty_one(string text)
    {
        using var reader = XmlDictionaryReader.CreateTextReader(Encoding.UTF8.GetBytes(text), XmlDictionaryReaderQuotas.Max);
        reader.ReadToDescendant("Body");
        reader.ReadStartElement();
        var body = new MessageBody(ContractDescription.GetContract(typeof(IWhole)).Operations[0].Messages[0], []);
        Assert.IsTrue(((Message)body.Read(reader).Single()!).IsEmpty);
    }

    [TestMethod]
    public async Task A_typed_operation_refuses_an_empty_body()
    {
        await using var host = await StartAsync();
        using var answer = host.ConnectAs<IAnything>().Send(Message.CreateMessage(MessageVersion.Soap12WSAddressing10, "urn:echo/IEcho/EchoText"));
        Assert.IsTrue(answer.IsFault);
        StringAssert.Contains(MessageFault.CreateFault(answer, 1024).Reason.ToString(), "does not fit the operation EchoText");
    }

    private static async Task<CalculatorHost> StartAsync()
    {
        var host = await CalculatorHost.StartAsync();
        host.Endpoint.Add("/whole", ServiceDefinition.Create(_ => new Whole(), typeof(IWhole)));
        return host;
    }

    [ServiceContract(Namespace = "urn:whole")]
    public interface IWhole
    {
        [OperationContract(Action = "urn:whole/Echo", ReplyAction = "urn:whole/EchoReply")]
        Message Echo(Message request);
    }

    [ServiceContract]
    public interface IAnything
    {
        [OperationContract(Action = "*", ReplyAction = "*")]
        Message Send(Message request);
    }

    private sealed class Whole : IWhole
    {
        public Message Echo(Message request) => request;
    }
}

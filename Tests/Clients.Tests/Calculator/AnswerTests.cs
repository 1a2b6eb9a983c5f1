using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Messages;
using WcfBroker.Samples.Calculator;

namespace WcfBroker.Clients.Tests.Calculator;

[TestClass]
public sealed class AnswerTests
{
    [TestMethod]
    public void The_value_is_written_with_all_its_digits()
    {
        var reply = Answer.To(Texts.Delivery("/calculator", 0, "2*pi"));
        Assert.AreEqual("6.283185307179586", Texts.Of(reply.Body));
        Assert.IsNull(reply.Headers);
    }

    [TestMethod]
    public void A_refusal_has_an_error_header()
    {
        var reply = Answer.To(Texts.Delivery("/calculator", 0, "import os"));
        Assert.AreEqual("'import' at character 1 is not a name known here.", Texts.Of(reply.Body));
        Assert.AreEqual("InvalidExpression", reply.Headers!.Single().Value);
    }

    [TestMethod]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.AreEqual("The request is not UTF-8 text.", Texts.Of(Answer.To(new Delivery { Body = [0xff, 0xfe] }).Body));
}

using System.ComponentModel.DataAnnotations;
using System.ServiceModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Http;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

[TestClass]
public sealed class SoapEndpointTests
{
    [TestMethod]
    [DataRow(typeof(ICalculator), "ICalculator has callbacks")]
    [DataRow(typeof(IWithSession), "IWithSession requires a session")]
    public void A_contract_that_HTTP_cannot_serve_is_refused_when_the_endpoint_is_mapped(Type contract, string objection)
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        var service = ServiceDefinition.Create<SessionService>(_ => throw new NotSupportedException(), contract);
        var refused = Assert.ThrowsExactly<UnsupportedContractException>(() => app.MapSoap("/calculator", service));
        StringAssert.Contains(refused.Message, objection);
    }

    [TestMethod]
    public void A_limit_out_of_its_range_is_refused_when_the_endpoint_is_mapped()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        var service = ServiceDefinition.Create<SessionService>(_ => throw new NotSupportedException(), typeof(IEcho));
        var refused = Assert.ThrowsExactly<ValidationException>(() => app.MapSoap("/", service, new() { XmlDepthMax = 1000 }));
        StringAssert.Contains(refused.Message, nameof(SoapEndpointOptions.XmlDepthMax));
    }

    [TestMethod]
    public async Task GET_and_HEAD_are_answered_by_the_metadata_pages()
    {
        await using var host = await SoapHost.StartAsync(new() { MetadataPages = context => context.Response.WriteAsync($"page {context.Request.QueryString}") });
        using var http = new HttpClient();
        Assert.AreEqual("page ?wsdl", await http.GetStringAsync($"{host.Url}?wsdl"));
        using var head = await http.SendAsync(new(HttpMethod.Head, host.Url));
        Assert.AreEqual(200, (int)head.StatusCode);
        Assert.AreEqual(5, host.Connect(ClientBindings.Basic).Add(2, 3));
    }

    [TestMethod]
    [DataRow("GET", false, "POST")]
    [DataRow("HEAD", false, "POST")]
    [DataRow("PUT", true, "GET, HEAD, POST")]
    [DataRow("OPTIONS", false, "POST")]
    public async Task Other_methods_are_not_allowed(string method, bool hasPages, string allowed)
    {
        await using var host = await SoapHost.StartAsync(new() { MetadataPages = hasPages ? context => context.Response.WriteAsync("page") : null });
        using var http = new HttpClient();
        using var response = await http.SendAsync(new(new(method), host.Url));
        Assert.AreEqual(405, (int)response.StatusCode);
        Assert.AreEqual(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [ServiceContract(SessionMode = SessionMode.Required)]
    public interface IWithSession
    {
        [OperationContract]
        void Take();
    }

    private abstract class SessionService : EchoService, ICalculator, IWithSession
    {
        public abstract int Add(int left, int right);

        public abstract Task<int> Divide(int dividend, int divisor);

        public abstract Task<int> AskBack(int question);

        public abstract int AskBackSynchronously(int question);

        public abstract Task<string> AskBackWronglySynchronously(int question);

        public abstract Task<string> ProvokeFault(int question);

        public abstract Task SendBack(int count, byte[]? content);

        public abstract Task Note(int number);

        public abstract Task NoteAnswer(int question);

        public abstract void NoteSynchronously(int number);

        public abstract Task<int[]> TakeNotes();

        public abstract Task Hold(string name);

        public abstract void Take();
    }
}

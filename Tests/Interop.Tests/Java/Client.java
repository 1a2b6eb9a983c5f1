import broker.*;
import java.io.PrintStream;
import java.net.URL;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.Duration;
import javax.xml.namespace.QName;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Publishes, pulls and acknowledges with what wsimport generated. Arguments: the broker's address, and the prefix of the ports to use. */
public final class Client {
    private static final String NAMESPACE = "http://schemas.wcfbroker.net/2026/11";

    private final Publisher publisher;
    private final PullSubscriber puller;
    private final BrokerAdministration administration;
    private final Duration wait;
    private final PrintStream out;

    private Client(String url, String ports) throws Exception {
        BrokerService service = new BrokerService(new URL(url + "?httpWsdl"));
        publisher = service.getPort(new QName(NAMESPACE, ports + "_Publisher"), Publisher.class);
        puller = service.getPort(new QName(NAMESPACE, ports + "_PullSubscriber"), PullSubscriber.class);
        administration = service.getPort(new QName(NAMESPACE, ports + "_BrokerAdministration"), BrokerAdministration.class);
        wait = DatatypeFactory.newInstance().newDuration("PT10S");
        out = new PrintStream(System.out, true, UTF_8);
    }

    public static void main(String[] args) throws Exception {
        Client client = new Client(args[0], args[1]);
        client.publish();
        client.receiveFault();
        client.pull();
        client.acknowledge();
        client.publisher.post("/interop/posted", message("posted".getBytes(UTF_8)));
        client.out.println("posted");
    }

    private void publish() throws Exception {
        Header header = new Header();
        header.setName("by");
        header.setValue("Ren\u00e9");
        BrokerMessage plain = message("Hello".getBytes(UTF_8));
        plain.setContentType("text/plain");
        plain.setCorrelationId("c1");
        plain.setHeaders(new ArrayOfHeader());
        plain.getHeaders().getHeader().add(header);
        PublishReceipt receipt = publisher.publish("/interop/plain", plain);
        out.println("published " + receipt.getSequence() + " " + receipt.getDurability());

        out.println("text " + publisher.publishText("/interop/text", "Grüße, 世界 🚀 <&> \"' ]]>").getSequence());

        ArrayOfTopicMessage batch = new ArrayOfTopicMessage();
        for (String text : new String[] {"one", "two"}) {
            TopicMessage item = new TopicMessage();
            item.setTopic("/interop/batch");
            item.setMessage(message(text.getBytes(UTF_8)));
            batch.getTopicMessage().add(item);
        }
        out.println("batch " + joined(publisher.publishBatch(batch).getSequences().getLong()));

        byte[] large = new byte[61440];
        for (int i = 0; i < large.length; i++)
            large[i] = (byte) i;
        out.println("large " + publisher.publish("/interop/large", message(large)).getSequence());
        out.println("empty " + publisher.publish("/interop/empty", message(null)).getSequence());

        TopicPage page = administration.listAllTopics("/interop", null, 0);
        out.println("topics " + joined(page.getTopics().getTopicInfo().stream().map(TopicInfo::getName).collect(Collectors.toList())));
    }

    private void receiveFault() {
        try {
            publisher.publishText("/a+", "x");
        } catch (PublisherPublishTextBrokerFaultFaultFaultMessage e) {
            BrokerFault fault = e.getFaultInfo();
            out.println("fault " + fault.getCode() + " " + fault.getParameter() + " " + fault.getValue());
        }
    }

    private void pull() throws Exception {
        SubscriptionOptions options = new SubscriptionOptions();
        options.setStart("All");
        String subscription = puller.createPullSubscription("/interop", options).getId();
        for (int pulled = 0; pulled < 6;) {
            for (Delivery delivery : puller.pull(subscription, 100, wait).getDeliveries().getDelivery()) {
                out.println("pulled " + delivery.getSequence() + " " + delivery.getTopic() + " " + shown(delivery.getBody()));
                pulled++;
            }
        }
        puller.deletePullSubscription(subscription);
    }

    private void acknowledge() throws Exception {
        SubscriptionOptions options = new SubscriptionOptions();
        options.setStart("All");
        options.setDurable("interop");
        String durable = puller.createPullSubscription("/interop", options).getId();
        ArrayOfstring tokens = new ArrayOfstring();
        for (Delivery delivery : puller.pull(durable, 3, wait).getDeliveries().getDelivery())
            tokens.getString().add(delivery.getToken());
        out.println("acknowledged " + puller.acknowledgePulled(durable, tokens).getSettled());
        out.println("stale " + puller.acknowledgePulled(durable, tokens).getStale().getString().size());
    }

    private static BrokerMessage message(byte[] body) {
        BrokerMessage message = new BrokerMessage();
        message.setBody(body);
        return message;
    }

    private static String shown(byte[] body) {
        if (body == null)
            return "(empty)";
        int sum = 0;
        for (byte b : body)
            sum += b & 0xFF;
        return body.length > 1000 ? body.length + " bytes, sum " + sum : new String(body, UTF_8);
    }

    private static String joined(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}

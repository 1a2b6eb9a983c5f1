// Publishes, pulls and acknowledges with what wsdl2h and soapcpp2 generated. Arguments: the broker's address, and the version of SOAP.
#include "soapBrokerProxy.h"
#include "Broker.nsmap"

#include <cstdlib>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

static BrokerProxy broker;

static std::string *text(const std::string &value) {
    auto *copy = soap_new_std__string(broker.soap);
    *copy = value;
    return copy;
}

static void check(int status) {
    if (status == SOAP_OK)
        return;
    broker.soap_stream_fault(std::cerr);
    std::exit(1);
}

static ns1__BrokerMessage *message(std::string &body) {
    auto *message = soap_new_ns1__BrokerMessage(broker.soap);
    message->Body = soap_new_xsd__base64Binary(broker.soap);
    message->Body->__ptr = reinterpret_cast<unsigned char *>(&body[0]);
    message->Body->__size = static_cast<int>(body.size());
    return message;
}

static ns1__PublishReceipt *publish(const std::string &topic, ns1__BrokerMessage *message) {
    _ns1__Publish request;
    _ns1__PublishResponse response;
    request.topic = text(topic);
    request.message = message;
    check(broker.Publish(&request, response));
    return response.PublishResult;
}

static void publish() {
    std::string hello = "Hello", one = "one", two = "two", large, empty;
    for (int i = 0; i < 61440; i++)
        large.push_back(static_cast<char>(i));

    auto *plain = message(hello);
    plain->ContentType = text("text/plain");
    plain->CorrelationId = text("c1");
    plain->Headers = soap_new_ns1__ArrayOfHeader(broker.soap);
    plain->Headers->Header.push_back(soap_new_ns1__Header(broker.soap));
    plain->Headers->Header[0]->Name = text("by");
    plain->Headers->Header[0]->Value = text("René");
    auto *receipt = publish("/interop/plain", plain);
    std::cout << "published " << *receipt->Sequence << " " << *receipt->Durability << "\n";

    _ns1__PublishText typed;
    _ns1__PublishTextResponse typedResponse;
    typed.topic = text("/interop/text");
    typed.text = text("Grüße, 世界 🚀 <&> \"' ]]>");
    check(broker.PublishText(&typed, typedResponse));
    std::cout << "text " << *typedResponse.PublishTextResult->Sequence << "\n";

    _ns1__PublishBatch batch;
    _ns1__PublishBatchResponse batchResponse;
    batch.messages = soap_new_ns1__ArrayOfTopicMessage(broker.soap);
    for (auto *body : {&one, &two}) {
        auto *item = soap_new_ns1__TopicMessage(broker.soap);
        item->Topic = text("/interop/batch");
        item->Message = message(*body);
        batch.messages->TopicMessage.push_back(item);
    }
    check(broker.PublishBatch(&batch, batchResponse));
    std::cout << "batch";
    for (auto sequence : batchResponse.PublishBatchResult->Sequences->long_)
        std::cout << " " << sequence;
    std::cout << "\nlarge " << *publish("/interop/large", message(large))->Sequence;
    std::cout << "\nempty " << *publish("/interop/empty", message(empty))->Sequence << "\n";
}

static void listTopics() {
    _ns1__ListAllTopics request;
    _ns1__ListAllTopicsResponse response;
    request.prefix = text("/interop");
    check(broker.ListAllTopics(&request, response));
    std::cout << "topics";
    for (auto *topic : response.ListAllTopicsResult->Topics->TopicInfo)
        std::cout << " " << *topic->Name;
    std::cout << "\n";
}

static void receiveFault() {
    _ns1__PublishText request;
    _ns1__PublishTextResponse response;
    request.topic = text("/a+");
    request.text = text("x");
    if (broker.PublishText(&request, response) == SOAP_OK)
        return;
    auto *fault = broker.soap_fault();
    auto *detail = broker.soap->version == 2 ? fault->SOAP_ENV__Detail : fault->detail;
    auto *typed = detail->ns1__BrokerFault_;
    std::cout << "fault " << *typed->Code << " " << *typed->Parameter << " " << *typed->Value << "\n";
}

static std::string *create(ns1__SubscriptionOptions *options) {
    _ns1__CreatePullSubscription request;
    _ns1__CreatePullSubscriptionResponse response;
    request.topic = text("/interop");
    request.options = options;
    options->Start = text("All");
    check(broker.CreatePullSubscription(&request, response));
    return response.CreatePullSubscriptionResult->Id;
}

static std::vector<ns1__Delivery *> pull(std::string *subscription, int max) {
    _ns1__Pull request;
    _ns1__PullResponse response;
    request.subscription = subscription;
    request.max_ = &max;
    request.wait = text("PT10S");
    check(broker.Pull(&request, response));
    return response.PullResult->Deliveries->Delivery;
}

static std::string shown(const xsd__base64Binary *body) {
    if (body == nullptr)
        return "(empty)";
    if (body->__size <= 1000)
        return std::string(body->__ptr, body->__ptr + body->__size);
    return std::to_string(body->__size) + " bytes, sum " + std::to_string(std::accumulate(body->__ptr, body->__ptr + body->__size, 0));
}

static void pull() {
    auto *subscription = create(soap_new_ns1__SubscriptionOptions(broker.soap));
    for (int pulled = 0; pulled < 6;) {
        for (auto *delivery : pull(subscription, 100)) {
            std::cout << "pulled " << *delivery->Sequence << " " << *delivery->Topic << " " << shown(delivery->Body) << "\n";
            pulled++;
        }
    }
    _ns1__DeletePullSubscription request;
    _ns1__DeletePullSubscriptionResponse response;
    request.subscription = subscription;
    check(broker.DeletePullSubscription(&request, response));
}

static void acknowledge() {
    auto *options = soap_new_ns1__SubscriptionOptions(broker.soap);
    options->Durable = text("interop");
    _ns1__AcknowledgePulled request;
    _ns1__AcknowledgePulledResponse response;
    request.subscription = create(options);
    request.tokens = soap_new_arr__ArrayOfstring(broker.soap);
    for (auto *delivery : pull(request.subscription, 3))
        request.tokens->string.push_back(*delivery->Token);
    check(broker.AcknowledgePulled(&request, response));
    std::cout << "acknowledged " << *response.AcknowledgePulledResult->Settled << "\n";
    check(broker.AcknowledgePulled(&request, response));
    std::cout << "stale " << response.AcknowledgePulledResult->Stale->string.size() << "\n";
}

static void post() {
    std::string body = "posted";
    _ns1__Post request;
    request.topic = text("/interop/posted");
    request.message = message(body);
    check(broker.Post(&request));
    std::cout << "posted\n";
}

int main(int, char **arguments) {
    broker.soap_endpoint = arguments[1];
    soap_set_mode(broker.soap, SOAP_C_UTFSTRING);
    soap_set_version(broker.soap, std::string(arguments[2]) == "1.2" ? 2 : 1);
    publish();
    listTopics();
    receiveFault();
    pull();
    acknowledge();
    post();
}

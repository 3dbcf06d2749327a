package vn.motcua.bot.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// The web chat's side of the HTTP API, for one run of the service. Thread-safe; never repeats a request by itself.
final class ChatClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// Far above what a busy machine needs: whoever gets no answer for so long is never going to get one.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A conversation and what lets us into it.
    record Talk(String id, String token) {
    }

    /// What came back, body and all.
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new AssertionError("not JSON: " + body, notJson);
            }
        }
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;

    ChatClient(int port) {
        this.service = URI.create("http://127.0.0.1:" + port + "/api/v1/");
    }

    Talk open() throws IOException {
        var opened = send(request("conversations").POST(BodyPublishers.noBody())).json();
        return new Talk(opened.required("conversation").textValue(), opened.required("token").textValue());
    }

    /// Says something.
    ///
    /// @throws java.net.ConnectException when nobody listens, so that nothing was sent
    /// @throws IOException               when no whole answer came; the message may have arrived
    Answer say(Message message) throws IOException {
        var body = JSON.createObjectNode().put("client_id", message.clientId()).put("text", message.text());
        return send(request("conversations/" + message.talk().id() + "/messages", message.talk())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())));
    }

    /// Everything said in a conversation, from the beginning.
    List<JsonNode> transcript(Talk talk) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (long after = 0;;) {
            var page = send(request("conversations/" + talk.id() + "/events?after=" + after, talk).GET()).json();
            if (page.required("events").isEmpty()) {
                return events;
            }
            page.required("events").forEach(events::add);
            after = page.required("next").longValue();
        }
    }

    private HttpRequest.Builder request(String path, Talk talk) {
        return request(path).header("Authorization", "Bearer " + talk.token());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

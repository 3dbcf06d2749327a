package vn.motcua.bot.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import vn.motcua.bot.Service;
import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.conversation.DialogueState;

/// A build step of the launcher: one whole start and a few answers, so that the JVM can remember classes and hot methods
/// for the next starts. Runs on the defaults and a folder of its own: neither the configuration nor the data of the
/// installation is touched.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final int ROUNDS = 30;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folders = Folders.ofHome().existing();
        var data = Files.createTempDirectory("motcua-warm-up");
        var configuration = ConfigurationReader.read(data, Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1"));
        try (var service = new Service(configuration, folders.content(), folders.config(), data);
                var client = HttpClient.newHttpClient()) {
            var base = "http://127.0.0.1:" + service.start(0);
            for (int round = 0; round < ROUNDS; round++) {
                var opened = post(client, base + "/api/v1/conversations", "", "{}");
                var id = between(opened, "\"conversation\":\"");
                var token = between(opened, "\"token\":\"");
                post(client, base + "/api/v1/conversations/" + id + "/messages", token,
                        "{\"client_id\":\"w\",\"text\":\"thanh lap cong ty co phan mat bao lau\"}");
            }
            client.send(HttpRequest.newBuilder(URI.create(base + "/chat")).build(),
                    HttpResponse.BodyHandlers.discarding());
            client.send(HttpRequest.newBuilder(URI.create(base + "/readyz")).build(),
                    HttpResponse.BodyHandlers.discarding());
        } finally {
            delete(data);
        }
        var brain = Brains.load(folders);
        brain.hear(DialogueState.fresh(), "giải thể công ty cần giấy tờ gì", Instant.now());
        return 0;
    }

    private static String post(HttpClient client, String url, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String between(String text, String before) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf('"', from));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}

package vn.motcua.bot.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Erasure;
import vn.motcua.bot.store.SharedFiles;

import static org.assertj.core.api.Assertions.assertThat;

class ErasedConversationTest {
    @TempDir
    private Path folder;

    @Test
    void who_held_the_token_is_told_that_it_was_erased_and_everybody_else_that_it_is_not_there() throws Exception {
        try (var service = TestService.start()) {
            var opened = service.post("/api/v1/conversations", "{}", "Content-Type", "application/json").body();
            var id = opened.replaceFirst("(?s).*\"conversation\":\"([^\"]+)\".*", "$1");
            var token = opened.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
            var message = "{\"client_id\":\"a\",\"text\":\"xin chào\"}";
            var path = "/api/v1/conversations/" + id;
            assertThat(service.post(path + "/messages", token, message).statusCode()).isEqualTo(200);
            var settings = DatabaseSettings.inFolder(Files.createDirectories(folder.resolve("papers")));
            assertThat(new Erasure(service.scenario.database, SharedFiles.of(service.scenario.database, settings))
                    .erase(new ConversationId(id), Instant.now())).isPresent();

            assertThat(service.post(path + "/messages", token, message).statusCode()).isEqualTo(410);
            assertThat(service.get(path + "/events", "Authorization", "Bearer wrong").statusCode()).isEqualTo(404);
        }
    }
}

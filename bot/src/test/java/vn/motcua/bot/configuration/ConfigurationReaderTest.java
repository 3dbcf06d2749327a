package vn.motcua.bot.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.configuration.Configuration.Mode;
import vn.motcua.bot.live.Rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConfigurationReaderTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_without_a_file_means_defaults() {
        var configuration = ConfigurationReader.read(folder, Map.of("PATH", "/bin", "MOTCUA_HOME", "/opt/motcua"));
        assertThat(configuration.mode()).isEqualTo(Mode.DEVELOPMENT);
        assertThat(configuration.server().port()).isEqualTo(8080);
        assertThat(configuration.limits().perPerson()).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
        assertThat(configuration.limits().perAddress()).isEqualTo(new Rate(60, Duration.ofMinutes(1)));
        assertThat(configuration.limits().connectionsPerAddress()).isEqualTo(50);
        assertThat(configuration.limits().exempt()).isEmpty();
        assertThat(configuration.database().url()).isEmpty();
        assertThat(configuration.channels().on()).containsExactly("web");
    }

    @Test
    void the_environment_overrides_the_file() throws IOException {
        write("""
                server:
                  port: 9000
                  trusted_proxies: [10.0.0.0/8]
                limits:
                  per_person: 5/s
                """);
        var configuration = ConfigurationReader.read(folder, Map.of("MOTCUA_SERVER_PORT", "9001",
                "MOTCUA_SERVER_TRUSTED_PROXIES", "127.0.0.1, 2001:db8::/32", "MOTCUA_LIMITS_EXEMPT", "",
                "MOTCUA_DATABASE_URL", "postgresql://an:b%40d@db.vn/motcua"));
        assertThat(configuration.server().port()).isEqualTo(9001);
        assertThat(configuration.server().trustedProxies()).hasToString("[127.0.0.1/32, 2001:db8:0:0:0:0:0:0/32]");
        assertThat(configuration.limits().perPerson()).hasToString("5/s");
        assertThat(configuration.database().url()).isEqualTo("postgresql://db.vn/motcua");
        assertThat(configuration.database().user()).isEqualTo("an");
        assertThat(Objects.requireNonNull(configuration.database().password()).value()).isEqualTo("b@d");
        assertThat(configuration.toString()).doesNotContain("b@d");
    }

    @Test
    void a_variable_may_name_a_file_that_holds_the_value() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "123:abc\n");
        var telegram = Objects.requireNonNull(ConfigurationReader
                .read(folder, Map.of("MOTCUA_CHANNELS_TELEGRAM_TOKEN_FILE", file.toString())).channels().telegram());
        assertThat(telegram.token().value()).isEqualTo("123:abc");
        assertThat(telegram.polling()).isTrue();
        assertThat(telegram.api()).isEqualTo(URI.create("https://api.telegram.org"));
    }

    @Test
    void all_mistakes_are_told_at_once_with_key_and_expectation() throws IOException {
        write("""
                mode: productive
                server:
                  port: 70000
                  prot: 8080
                  public_url: https://example.vn/chat
                limits:
                  per_person: many
                  exempt: [10.0.0.0/33]
                channels:
                  web:
                    allowed_origins: ["*", "https://good.vn/"]
                sever:
                  port: 1
                """);
        assertThat(mistakes(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "0", "MOTCUA_SERVER_PROT", "1",
                "MOTCUA_REDIS_URL", "http://:hush@redis"))).containsExactlyInAnyOrder(
                        "motcua.yaml:1: mode: expected development or production, found \"productive\"",
                        "motcua.yaml:3: server.port: expected a port from 0 to 65535, 0 for any free one, found \"70000\"",
                        "motcua.yaml:4: server.prot: there is no such key",
                        "motcua.yaml:5: server.public_url: expected an http or https address without a path, such as"
                                + " https://motcua.example.vn, found \"https://example.vn/chat\"",
                        "motcua.yaml:7: limits.per_person: expected a rate such as 20/min (s, min or h), found \"many\"",
                        "motcua.yaml:8: limits.exempt: expected an address or range such as 192.0.2.7, 10.0.0.0/8 or"
                                + " 2001:db8::/32, found \"10.0.0.0/33\"",
                        "motcua.yaml:11: channels.web.allowed_origins: expected an origin such as"
                                + " https://www.example.vn, found \"*\"",
                        "motcua.yaml:11: channels.web.allowed_origins: expected an origin such as"
                                + " https://www.example.vn, found \"https://good.vn/\"",
                        "motcua.yaml:12: sever: there is no such key",
                        "MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS: limits.connections_per_address: expected a number from 1 to"
                                + " 1000000, found \"0\"",
                        "MOTCUA_REDIS_URL: redis.url: expected redis://HOST:PORT or rediss://HOST:PORT, found"
                                + " \"http://…@redis\"",
                        "MOTCUA_SERVER_PROT: belongs to no configuration key");
    }

    @Test
    void a_secret_in_the_file_is_refused_and_not_repeated() throws IOException {
        write("""
                secrets:
                  master_key: "hush-hush-hush-hush-hush-hush-hush"
                channels:
                  telegram:
                    token: "123:hush"
                database:
                  url: postgresql://an:hush@db.vn/motcua
                """);
        assertThat(mistakes(Map.of())).containsExactlyInAnyOrder(
                "motcua.yaml:2: secrets.master_key: a secret does not belong in this file; set"
                        + " MOTCUA_SECRETS_MASTER_KEY or MOTCUA_SECRETS_MASTER_KEY_FILE",
                "motcua.yaml:5: channels.telegram.token: a secret does not belong in this file; set"
                        + " MOTCUA_CHANNELS_TELEGRAM_TOKEN or MOTCUA_CHANNELS_TELEGRAM_TOKEN_FILE",
                "motcua.yaml:7: database.url: a password does not belong in this file; set MOTCUA_DATABASE_PASSWORD");
    }

    @Test
    void what_belongs_together_is_asked_for_together() {
        assertThat(mistakes(Map.of("MOTCUA_MODE", "production", "MOTCUA_CHANNELS_TELEGRAM_TOKEN", "1:a",
                "MOTCUA_CHANNELS_MESSENGER_APP_SECRET", "x", "MOTCUA_CHANNELS_ZALO_APP_ID", "7", "MOTCUA_MAIL_HOST",
                "m",
                "MOTCUA_SERVER_TLS_CERT", "/does/not/exist", "MOTCUA_SECRETS_MASTER_KEY", "short"))
                .map(mistake -> mistake.replaceFirst("; .*", "").replaceFirst(", found.*", "")))
                .containsExactlyInAnyOrder(
                        "MOTCUA_SECRETS_MASTER_KEY: secrets.master_key: expected at least 32 characters",
                        "motcua.yaml: server.public_url: missing", "motcua.yaml: server.tls.key: missing",
                        "MOTCUA_SERVER_TLS_CERT: server.tls.cert: expected a readable PEM file",
                        "motcua.yaml: contacts.office_hotline: missing",
                        "motcua.yaml: contacts.anti_corruption_hotline: missing",
                        "motcua.yaml: channels.telegram.webhook_secret: missing",
                        "motcua.yaml: channels.messenger.page_token: missing",
                        "motcua.yaml: channels.zalo.oa_secret: missing",
                        "motcua.yaml: channels.zalo.access_token: missing", "motcua.yaml: mail.from: missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "redis://", "redis://host:0", "redis://host:70000", "redis://host/one",
            "redis://host:6379?timeout=1d", "redis-sentinel://host", "redis://:hush@", "redis://ho st"})
    void is_no_redis(String url) {
        assertThat(mistakes(Map.of("MOTCUA_REDIS_URL", url))).singleElement().asString()
                .startsWith("MOTCUA_REDIS_URL: redis.url: expected redis://HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://host", "rediss://redis.example.vn:6380/2", "redis://[2001:db8::1]:6379/",
            "redis://10.0.0.7:6379"})
    void is_a_redis_with_or_without_a_login(String url) {
        assertThat(ConfigurationReader.read(folder, Map.of("MOTCUA_REDIS_URL", url)).redis().url()).isEqualTo(url);
        var login = ConfigurationReader
                .read(folder, Map.of("MOTCUA_REDIS_URL", url.replace("://", "://an:hu%40sh@"))).redis();
        assertThat(login.url()).isEqualTo(url);
        assertThat(login.user()).isEqualTo("an");
        assertThat(Objects.requireNonNull(login.password()).value()).isEqualTo("hu@sh");
    }

    @Test
    void in_production_a_redis_on_another_machine_is_encrypted_and_has_a_password() {
        var production = Map.of("MOTCUA_MODE", "production");
        assertThat(mistakes(with(production, "MOTCUA_REDIS_URL", "redis://redis.vn")))
                .contains("MOTCUA_REDIS_URL: redis.url: production needs rediss:// for a Redis on another machine",
                        "motcua.yaml: redis.password: missing; production needs one for a Redis on another machine"
                                + " (MOTCUA_REDIS_PASSWORD)");
        for (var good : List.of("rediss://:hush@redis.vn", "redis://localhost", "redis://127.0.0.1:6379",
                "redis://[::1]:6379/1")) {
            assertThat(mistakes(with(production, "MOTCUA_REDIS_URL", good)))
                    .noneMatch(mistake -> mistake.contains("redis"));
        }
    }

    private static Map<String, String> with(Map<String, String> environment, String key, String value) {
        var more = new HashMap<>(environment);
        more.put(key, value);
        return more;
    }

    @Test
    void the_costs_of_being_wrong_decide_when_to_answer() throws IOException {
        assertThat(ConfigurationReader.read(folder, Map.of()).costs().answerFrom()).isEqualTo(0.5);
        write("dialogue:\n  wrong_answer: 10\n  ask_back: 2.5\n");
        assertThat(ConfigurationReader.read(folder, Map.of()).costs().answerFrom()).isEqualTo(0.75);
        assertThat(mistakes(Map.of("MOTCUA_DIALOGUE_WRONG_ANSWER", "none"))).singleElement().asString()
                .contains("dialogue.wrong_answer: expected a number above 0");
        assertThat(mistakes(Map.of("MOTCUA_DIALOGUE_ASK_BACK", "10"))).singleElement().asString()
                .contains("asking back must cost less");
    }

    @Test
    void a_file_that_is_not_yaml_is_told_with_its_line() throws IOException {
        write("server:\n  port: [1\n");
        assertThat(mistakes(Map.of())).hasSize(1).first().asString().contains("not YAML");
    }

    private Stream<String> mistakes(Map<String, String> environment) {
        var invalid = catchThrowableOfType(InvalidConfigurationException.class,
                () -> ConfigurationReader.read(folder, environment));
        return invalid.problems().stream().map(problem -> problem.toString().replace(folder + "/", ""))
                .peek(mistake -> assertThat(mistake).doesNotContain("hush"));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("motcua.yaml"), yaml);
    }
}

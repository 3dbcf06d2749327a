package vn.motcua.bot.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.configuration.Configuration.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/// `config/motcua.yaml` documents every key, and only keys there are.
class ShippedConfigurationTest {
    private static final Path SHIPPED = Path.of("..", "config");
    private static final Pattern KEY = Pattern.compile("( *)#?([a-z_]+):.*");
    private static final Pattern VARIABLE = Pattern.compile("MOTCUA(_[A-Z]+)+");

    @Test
    void a_known_key_is_documented_and_a_documented_key_is_known() throws IOException {
        var known = ConfigurationReader.knownKeys();
        var inFile = keysOf(Files.readString(SHIPPED.resolve("motcua.yaml")));
        var secrets = known.stream().filter(key -> !inFile.contains(key)).map(Environment::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(inFile);
        assertThat(variablesOf(Files.readString(SHIPPED.resolve("motcua.yaml")))).isEqualTo(secrets);
    }

    @Test
    void as_shipped_it_sets_nothing() {
        assertThat(ConfigurationReader.read(SHIPPED, Map.of()))
                .isEqualTo(ConfigurationReader.read(Path.of("no-such-folder"), Map.of()));
    }

    @Test
    void every_example_in_it_is_valid(@TempDir Path folder) throws IOException {
        var everything = Files.readString(SHIPPED.resolve("motcua.yaml")).replaceAll("(?m)^( *)#([a-z_]+:)", "$1$2")
                .replaceAll("(?m)^ *(cert|key): /etc.*$", "");
        Files.writeString(folder.resolve("motcua.yaml"), everything);
        var configuration = ConfigurationReader.read(folder,
                Map.of("MOTCUA_CHANNELS_ZALO_OA_SECRET", "s", "MOTCUA_CHANNELS_ZALO_ACCESS_TOKEN", "t"));
        assertThat(configuration.mode()).isEqualTo(Mode.DEVELOPMENT);
        assertThat(configuration.server().trustedProxies()).hasSize(3);
        assertThat(configuration.mail()).isNotNull();
    }

    private static Set<String> keysOf(String yaml) {
        var keys = new TreeSet<String>();
        var parents = new ArrayDeque<String>();
        for (var line : yaml.lines().toList()) {
            var found = KEY.matcher(line);
            if (!found.matches()) {
                continue;
            }
            while (parents.size() > found.group(1).length() / 2) {
                parents.removeLast();
            }
            parents.addLast(found.group(2));
            if (line.stripLeading().startsWith("#")) {
                keys.add(String.join(".", parents));
            }
        }
        return keys;
    }

    private static Set<String> variablesOf(String text) {
        return VARIABLE.matcher(text).results().map(result -> result.group())
                .filter(name -> !name.equals("MOTCUA_SERVER_PORT")).collect(Collectors.toCollection(TreeSet::new));
    }
}

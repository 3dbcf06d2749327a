package vn.motcua.bot.turn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.Scenario;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.InvalidContentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NeededContentTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]+)\"");
    private final Content ours = Scenario.BRAIN.knowledge().content();

    @Test
    void our_content_has_all_of_it() {
        assertThat(NeededContent.missing(ours)).isEmpty();
    }

    /// Whoever writes the id of a procedure or an agency into the program has to say here that it is needed.
    @Test
    void every_id_that_stands_in_the_program_is_needed() throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".java"))::iterator) {
                LITERAL.matcher(Files.readString(file)).results().map(found -> found.group(1))
                        .filter(id -> ours.procedures().containsKey(id) || ours.agencies().containsKey(id))
                        .forEach(named::add);
            }
        }
        assertThat(named).contains("tt-hoso").allSatisfy(id -> {
            assertThat(NeededContent.missing(without(id))).singleElement().asString().contains("\"" + id + "\"");
            assertThatExceptionOfType(InvalidContentException.class)
                    .isThrownBy(() -> NeededContent.require(without(id)));
        });
    }

    private Content without(String id) {
        var procedures = new LinkedHashMap<>(ours.procedures());
        var agencies = new LinkedHashMap<>(ours.agencies());
        procedures.remove(id);
        agencies.remove(id);
        return new Content(ours.version(), procedures, ours.articles(), ours.elsewhere(), ours.umbrellas(), ours.laws(),
                agencies, ours.portals(), ours.sources(), ours.speech(), ours.communes(), ours.businessLines());
    }
}

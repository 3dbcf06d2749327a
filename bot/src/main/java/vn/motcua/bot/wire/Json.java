package vn.motcua.bot.wire;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;

/// The one way JSON is read and written: streaming, and with limits on what comes from outside.
public final class Json {
    private static final int DEPTH = 32;
    private static final int FIRST_BLOCK = 1024;
    private static final int LENGTH = 1 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxDocumentLength(LENGTH)
                    .maxStringLength(LENGTH).maxNameLength(1_000).maxNumberLength(100).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private Json() {
    }

    /// Writes JSON into a generator.
    public interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /// JSON as UTF-8 bytes.
    public static byte[] bytes(Writing writing) {
        try (var bytes = new ByteArrayBuilder(FIRST_BLOCK)) {
            try (var json = FACTORY.createGenerator(bytes)) {
                writing.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// What reads JSON from outside: at most 32 levels deep and 1 MiB long, names not interned.
    public static JsonFactory reader() {
        return FACTORY;
    }
}

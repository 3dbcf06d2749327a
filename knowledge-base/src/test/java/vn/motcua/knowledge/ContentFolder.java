package vn.motcua.knowledge;

import java.nio.file.Path;

import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.content.ContentReader.Reading;

/// The product's own content, read once for all tests.
public final class ContentFolder {
    public static final Path PATH = Path.of("content");
    public static final Reading READING = ContentReader.read(PATH);

    private ContentFolder() {
    }

    public static Content content() {
        return READING.sound();
    }
}

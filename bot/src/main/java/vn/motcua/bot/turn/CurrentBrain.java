package vn.motcua.bot.turn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.catalogue.Catalogue;
import vn.motcua.knowledge.content.InvalidContentException;
import vn.motcua.knowledge.search.KnowledgeBase;

/// The brain of the content version in use. A changed content folder is read, checked and learned from beside the running
/// one and then takes its place in one step: every answer comes wholly from one version. Content with mistakes is reported
/// and left aside. Thread-safe.
public final class CurrentBrain implements Supplier<Brain> {
    private static final Logger log = LoggerFactory.getLogger(CurrentBrain.class);

    private final Path folder;
    private final Path data;
    private final Messages messages;
    private final Contacts contacts;
    private final Circumstances.Costs costs;
    private volatile Brain brain;
    private long seen;

    /// Loads the content as it is, and the national catalogue if one was imported.
    ///
    /// @param data the data folder, in which the catalogue is
    /// @throws InvalidContentException with every mistake in it
    public CurrentBrain(Path folder, Path data, Messages messages, Contacts contacts, Circumstances.Costs costs) {
        this.folder = folder;
        this.data = data;
        this.messages = messages;
        this.contacts = contacts;
        this.costs = costs;
        seen = stamp();
        brain = load();
    }

    @Override
    public Brain get() {
        return brain;
    }

    /// Takes over the content if its files have changed since they were last looked at.
    ///
    /// @return whether another version is in use now
    public synchronized boolean refresh() {
        long now = stamp();
        if (now == seen) {
            return false;
        }
        seen = now;
        try {
            var next = load();
            boolean other = !next.knowledge().content().version().equals(brain.knowledge().content().version());
            brain = next;
            log.info("answering from content {}", next.knowledge().content().version());
            return other;
        } catch (InvalidContentException mistakes) {
            log.error("the changed content is not used:\n{}", mistakes.getMessage());
            return false;
        }
    }

    private Brain load() {
        return new Brain(KnowledgeBase.load(folder, data), messages, contacts, costs);
    }

    /// Changes whenever a file is written, added or removed.
    private long stamp() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(CurrentBrain::stamp).sum()
                    + stamp(data.resolve(Catalogue.FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the content folder " + folder + " cannot be read", unreadable);
        }
    }

    private static long stamp(Path file) {
        try {
            return 31 * file.hashCode() + Files.getLastModifiedTime(file).toMillis() + Files.size(file);
        } catch (IOException notThere) {
            return 0;
        }
    }
}

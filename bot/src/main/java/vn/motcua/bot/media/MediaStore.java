package vn.motcua.bot.media;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.store.SharedFiles;

/// Keeps what citizens share, and opens it again. Every channel brings its files here. Thread-safe; both methods wait for
/// the store, so call them on a virtual thread.
public final class MediaStore {
    /// Enough for any dossier; a conversation cannot fill the disk.
    private static final int MOST_FILES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SharedFiles files;
    private final Sealing sealing;
    private final ImageCleaner images = new ImageCleaner(PATIENCE);
    private final long largest;
    private final InstantSource clock;

    /// A file with its content.
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    public record Opened(SharedFile file, byte[] content) {
    }

    /// @param root    what the keys of files are derived from
    /// @param largest bytes a file may have
    public MediaStore(SharedFiles files, RootKey root, long largest, InstantSource clock) {
        this.files = files;
        this.sealing = new Sealing(root);
        this.largest = largest;
        this.clock = clock;
    }

    /// Keeps a file of a conversation that is stored. It is on disk when this returns; that it was shared is told by a turn of
    /// its own. The same content brought again in the same conversation has the same id
    /// and is kept once.
    ///
    /// @param name as the citizen or the channel named it; may be empty
    public Keeping keep(ConversationId conversation, String name, byte[] content) {
        if (content.length > largest) {
            return new Keeping.Refused(Keeping.Reason.TOO_LARGE);
        }
        var address = sealing.address(conversation, content);
        var known = files.find(conversation, address);
        if (known.isPresent()) {
            return new Keeping.Kept(named(known.get(), name));
        }
        var sniffed = ContentSniffer.sniff(content);
        if (sniffed.isEmpty()) {
            return new Keeping.Refused(Keeping.Reason.TYPE);
        }
        var clean = clean(sniffed.get(), content);
        if (clean.isEmpty()) {
            return new Keeping.Refused(Keeping.Reason.UNREADABLE);
        }
        var type = clean.get().type();
        var file = new SharedFile(address, FileName.of(name, type), type.mediaType(), clean.get().bytes().length,
                type.kind());
        var sealed = sealing.seal(conversation, address, type.mediaType(), clean.get().bytes());
        return files.save(conversation, file, sealed, MOST_FILES, clock.instant())
                ? new Keeping.Kept(file)
                : new Keeping.Refused(Keeping.Reason.TOO_MANY);
    }

    /// A file of this conversation; empty when the conversation has none with this id, whoever else may have one.
    public Optional<Opened> open(ConversationId conversation, String id) {
        return files.find(conversation, id).map(file -> {
            var sealed = files.content(conversation, id);
            try {
                return new Opened(file, sealing.open(conversation, id, file.mediaType(), sealed));
            } catch (GeneralSecurityException changed) {
                throw new IllegalStateException("a kept file cannot be opened with this key", changed);
            }
        });
    }

    private Optional<ImageCleaner.Clean> clean(MediaType type, byte[] content) {
        return switch (type.kind()) {
            case IMAGE -> images.clean(type, content);
            case DOCUMENT, AUDIO -> Optional.of(new ImageCleaner.Clean(type, content));
        };
    }

    /// What is kept already, under the name it is brought with this time.
    private static SharedFile named(SharedFile known, String name) {
        for (var type : MediaType.values()) {
            if (type.mediaType().equals(known.mediaType())) {
                return new SharedFile(known.id(), FileName.of(name, type), known.mediaType(), known.size(),
                        known.kind());
            }
        }
        return known;
    }
}

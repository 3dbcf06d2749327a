package vn.motcua.bot.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;

/// The files of conversations, already encrypted: a row for each, and its content in a folder beside SQLite or in the row
/// itself on PostgreSQL, where several nodes need it. Thread-safe. Every method may throw what [Database] throws.
public final class SharedFiles {
    private static final String FOLDER = "papers";

    private final Database database;
    private final @Nullable Path folder;

    private SharedFiles(Database database, @Nullable Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /// The files that belong to this database.
    public static SharedFiles of(Database database, DatabaseSettings settings) {
        return new SharedFiles(database, Databases.isSqlite(settings) ? settings.data().resolve(FOLDER) : null);
    }

    /// Keeps a file; when there is one with its id in the conversation already, that one stays. Durable when this returns.
    ///
    /// @param sealed the encrypted content
    /// @param most   how many files a conversation may have
    /// @return false, and nothing is kept, when it has as many, or is no longer there
    public boolean save(ConversationId conversation, SharedFile file, byte[] sealed, int most, Instant now) {
        if (folder != null) {
            if (database.read(connection -> count(connection, conversation)) >= most) {
                return false;
            }
            write(folder, file.id(), sealed); // before a row tells of it
        }
        boolean kept = database.write(connection -> {
            if (count(connection, conversation) >= most || !exists(connection, conversation)) {
                return false;
            }
            try (var insert = connection.prepareStatement("""
                    INSERT INTO shared_file (conversation, id, name, media_type, kind, size, at, content)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
                insert.setString(1, conversation.value());
                insert.setString(2, file.id());
                insert.setString(3, file.name());
                insert.setString(4, file.mediaType());
                insert.setString(5, file.kind().name().toLowerCase(Locale.ROOT));
                insert.setLong(6, file.size());
                insert.setLong(7, now.toEpochMilli());
                insert.setBytes(8, folder == null ? sealed : null);
                insert.executeUpdate();
            }
            return true;
        });
        if (!kept && !database.read(connection -> exists(connection, conversation))) {
            removeContent(file.id()); // Erased meanwhile.
        }
        return kept;
    }

    /// Whether content lies in the data folder.
    boolean inFolder() {
        return folder != null;
    }

    /// Removes the content of a file that has no row any more, if there is any.
    void removeContent(String id) {
        if (folder != null) {
            try {
                Files.deleteIfExists(shelf(folder, id).resolve(id));
            } catch (IOException failed) {
                throw new StorageUnavailableException(StorageUnavailableException.Reason.UNREACHABLE, failed);
            }
        }
    }

    private static boolean exists(Connection connection, ConversationId conversation) throws SQLException {
        try (var select = connection.prepareStatement("SELECT 1 FROM conversation WHERE id = ?")) {
            select.setString(1, conversation.value());
            return select.executeQuery().next();
        }
    }

    /// What is known of a file of this conversation; empty when it has none with this id.
    public Optional<SharedFile> find(ConversationId conversation, String id) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT name, media_type, kind, size FROM shared_file WHERE conversation = ? AND id = ?""")) {
                select.setString(1, conversation.value());
                select.setString(2, id);
                var row = select.executeQuery();
                return row.next()
                        ? Optional.of(new SharedFile(id, row.getString("name"), row.getString("media_type"),
                                row.getLong("size"),
                                SharedFile.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))))
                        : Optional.empty();
            }
        });
    }

    /// The encrypted content of a file that [#find] found.
    public byte[] content(ConversationId conversation, String id) {
        if (folder != null) {
            try {
                return Files.readAllBytes(shelf(folder, id).resolve(id));
            } catch (NoSuchFileException missing) {
                throw new StorageException("the content of a file is missing from the data folder", missing);
            } catch (IOException failed) {
                throw new StorageUnavailableException(StorageUnavailableException.Reason.UNREACHABLE, failed);
            }
        }
        return database.read(connection -> {
            try (var select = connection.prepareStatement(
                    "SELECT content FROM shared_file WHERE conversation = ? AND id = ?")) {
                select.setString(1, conversation.value());
                select.setString(2, id);
                var row = select.executeQuery();
                return row.next() ? row.getBytes("content") : new byte[0];
            }
        });
    }

    private static int count(Connection connection, ConversationId conversation) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM shared_file WHERE conversation = ?")) {
            select.setString(1, conversation.value());
            var row = select.executeQuery();
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /// Complete or not at all, and on disk: written under another name, forced, renamed, and the folder forced.
    private static void write(Path folder, String id, byte[] sealed) {
        var shelf = shelf(folder, id);
        try {
            Files.createDirectories(shelf);
            var written = Files.createTempFile(shelf, id, ".new");
            try {
                try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                    var bytes = ByteBuffer.wrap(sealed);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(written, shelf.resolve(id), StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            force(shelf);
            force(folder);
        } catch (IOException failed) {
            throw new StorageUnavailableException(StorageUnavailableException.Reason.FULL, failed);
        }
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The folder a file lies in. Ids are hexadecimal; nothing else ever becomes part of a path.
    private static Path shelf(Path folder, String id) {
        if (!id.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException("not the id of a file");
        }
        return folder.resolve(id.substring(0, 2));
    }
}

package vn.motcua.knowledge.catalogue;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.index.Dictionary;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.Tokens;

/// Procedures of the national catalogue with the index of their names. Immutable; safe to share between threads.
public final class Catalogue {
    /// The file in the data folder.
    public static final String FILE = "catalogue.bin";

    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
    /// Begins every file; the number is that of the format. A file of another format has to be imported again.
    private static final String FORMAT = "motcua catalogue 1";
    private static final int VERSION_BYTES = 6;
    /// A word is worth the same in every name it stands in, however often and however long the name: only rarity counts.
    private static final float SATURATION = 0;
    private static final float LENGTH = 0;

    private final String version;
    private final List<CatalogueEntry> entries;
    private final Dictionary dictionary;
    private final TextIndex names;
    private final Map<String, Integer> byCode = new HashMap<>();

    private Catalogue(String version, List<CatalogueEntry> entries, Dictionary dictionary, TextIndex names) {
        this.version = version;
        this.entries = List.copyOf(entries);
        this.dictionary = dictionary;
        this.names = names;
        for (int i = 0; i < entries.size(); i++) {
            byCode.put(entries.get(i).code(), i);
        }
    }

    /// Indexes the names of entries.
    public static Catalogue of(List<CatalogueEntry> entries) {
        var dictionary = new Dictionary();
        var names = new TextIndex.Builder(dictionary, SATURATION, LENGTH);
        for (var entry : entries) {
            var tokens = Tokens.of(entry.name());
            names.add(Map.of(Form.FOLDED, tokens.folded(), Form.FOLDED_PAIRS, tokens.foldedPairs()));
        }
        return new Catalogue(version(entries), entries, dictionary, names.build());
    }

    /// The first 12 hex digits of a SHA-256 over the entries.
    private static String version(List<CatalogueEntry> entries) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                writeEntries(out, entries);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Names this state of the catalogue.
    public String version() {
        return version;
    }

    /// The entries, numbered from 0 as their names are in [#names].
    public List<CatalogueEntry> entries() {
        return entries;
    }

    /// The tokens of the names.
    public Dictionary dictionary() {
        return dictionary;
    }

    /// The names, without diacritics. What a token is worth is its rarity among them.
    public TextIndex names() {
        return names;
    }

    /// The entry with this national code.
    public Optional<CatalogueEntry> findCode(String code) {
        return Optional.ofNullable(byCode.get(code)).map(entries::get);
    }

    /// Puts the catalogue into a data folder, in the place of an earlier one. Whoever reads meanwhile gets one of the two,
    /// whole; the new one is on disk when this returns.
    public void write(Path data) throws IOException {
        Files.createDirectories(data);
        var beside = Files.createTempFile(data, FILE, ".new");
        try {
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                // not closed by itself: the channel must be open to be forced
                var out = new DataOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                out.writeUTF(FORMAT);
                out.writeUTF(version);
                writeEntries(out, entries);
                dictionary.write(out);
                names.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(beside, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void writeEntries(DataOutputStream out, List<CatalogueEntry> entries) throws IOException {
        out.writeInt(entries.size());
        for (var entry : entries) {
            out.writeUTF(entry.code());
            out.writeUTF(entry.name());
            out.writeInt(entry.agencies().size());
            for (var agency : entry.agencies()) {
                out.writeUTF(agency);
            }
            out.writeUTF(entry.issuer());
        }
    }

    /// The catalogue in a data folder; empty when none was imported. One that cannot be read is reported and left aside,
    /// because an extra directory must not keep the service from starting.
    public static Optional<Catalogue> read(Path data) {
        var file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException("it was written by another version; import it again");
            }
            var version = in.readUTF();
            return Optional.of(new Catalogue(version, readEntries(in), Dictionary.read(in), TextIndex.read(in)));
        } catch (IOException | RuntimeException unreadable) {
            log.error("the catalogue {} is not used: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    private static List<CatalogueEntry> readEntries(DataInputStream in) throws IOException {
        int count = in.readInt();
        var entries = new ArrayList<CatalogueEntry>(count);
        for (int i = 0; i < count; i++) {
            var code = in.readUTF();
            var name = in.readUTF();
            var agencies = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) {
                agencies.add(in.readUTF());
            }
            entries.add(new CatalogueEntry(code, name, agencies, in.readUTF()));
        }
        return entries;
    }

    /// Takes the catalogue out of a data folder.
    ///
    /// @return whether there was one
    public static boolean remove(Path data) throws IOException {
        return Files.deleteIfExists(data.resolve(FILE));
    }
}

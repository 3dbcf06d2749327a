package vn.motcua.bot.turn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.crypto.spec.SecretKeySpec;

import vn.motcua.bot.keys.KeyedHash;
import vn.motcua.bot.keys.RootKey;

/// Fingerprints of messages, by which a repeat is told from another message under the same id. They are keyed: whoever
/// reads the database without the key cannot try out what somebody may have written. Thread-safe.
public final class Fingerprints {
    private static final String FILE = "fingerprint.key";

    private final SecretKeySpec key;

    private Fingerprints(byte[] key) {
        this.key = new SecretKeySpec(key, KeyedHash.ALGORITHM);
    }

    /// Keyed with the operator's master key.
    public static Fingerprints keyed(String masterKey) {
        var bytes = masterKey.getBytes(StandardCharsets.UTF_8);
        return new Fingerprints(
                KeyedHash.of(new SecretKeySpec(bytes, KeyedHash.ALGORITHM), "fingerprints of messages"));
    }

    /// Keyed with a random key that is made once and stays in the data folder: for an installation without a master key.
    public static Fingerprints inFolder(Path data) {
        return new Fingerprints(RootKey.bytesIn(data.resolve(FILE)));
    }

    byte[] of(TurnEvent event) {
        return KeyedHash.of(key, event.conversation() + content(event));
    }

    private static String content(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Said said -> "/text:" + said.text();
            case TurnEvent.Picked picked -> "/choice:" + picked.value();
            case TurnEvent.Shared shared -> "/file:" + shared.file().id() + "/" + shared.file().name();
            case TurnEvent.Attached attached -> "/attached:" + attached.kind() + ":" + attached.reference();
            case TurnEvent.Followed followed -> "/followed:" + followed.payload();
            case TurnEvent.Left _ -> "/left";
            case TurnEvent.WithdrewConsent _ -> "/withdrew";
            case TurnEvent.InGroup _ -> "/group";
            case TurnEvent.Limited limited -> content(limited.event());
            case TurnEvent.TaskDone _ -> "/task";
        };
    }
}

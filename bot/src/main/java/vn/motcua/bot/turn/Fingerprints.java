package vn.motcua.bot.turn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import vn.motcua.bot.keys.RootKey;

/// Fingerprints of messages, by which a repeat is told from another message under the same id. They are keyed: whoever
/// reads the database without the key cannot try out what somebody may have written. Thread-safe.
public final class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String FILE = "fingerprint.key";

    private final SecretKeySpec key;

    private Fingerprints(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// Keyed with the operator's master key.
    public static Fingerprints keyed(String masterKey) {
        var bytes = masterKey.getBytes(StandardCharsets.UTF_8);
        return new Fingerprints(mac(new SecretKeySpec(bytes, ALGORITHM), "fingerprints of messages"));
    }

    /// Keyed with a random key that is made once and stays in the data folder: for an installation without a master key.
    public static Fingerprints inFolder(Path data) {
        return new Fingerprints(RootKey.bytesIn(data.resolve(FILE)));
    }

    byte[] of(TurnEvent event) {
        return mac(key, event.conversation() + content(event));
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

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }
}

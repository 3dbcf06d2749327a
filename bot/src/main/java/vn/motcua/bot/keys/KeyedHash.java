package vn.motcua.bot.keys;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/// Hashes by which something is recognised, and of which nobody without the key learns anything (HMAC-SHA256, 32 bytes).
public final class KeyedHash {
    /// The algorithm that keys are made for.
    public static final String ALGORITHM = "HmacSHA256";

    private KeyedHash() {
    }

    public static byte[] of(Key key, String text) {
        return of(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException when the key is for another algorithm
    public static byte[] of(Key key, byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } catch (InvalidKeyException wrong) {
            throw new IllegalArgumentException("no key for a keyed hash", wrong);
        }
    }
}

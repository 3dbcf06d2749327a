package vn.motcua.bot.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Secrets at rest: texts encrypted with a key of one purpose (AES-256-GCM), each bound to the place where it is kept.
/// Thread-safe.
public final class Sealed {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RootKey root;
    private final String purpose;

    /// @param purpose what is sealed with one purpose is not opened with another
    public Sealed(RootKey root, String purpose) {
        this.root = root;
        this.purpose = purpose;
    }

    /// Encrypts; the same text never looks the same.
    ///
    /// @param place where it is kept
    public byte[] seal(String text, String place) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
            return sealed;
        } catch (GeneralSecurityException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    /// Decrypts; empty when it was changed, belongs to another place, or was sealed with another key.
    public Optional<String> open(byte[] sealed, String place) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            var opened = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), place).doFinal(
                    sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    /// A keyed hash, by which a text is recognised and nothing is learned about it.
    public byte[] mark(String text) {
        return KeyedHash.of(root.derive(KeyedHash.ALGORITHM, "marks of " + purpose), text);
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, root.derive("AES", purpose), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

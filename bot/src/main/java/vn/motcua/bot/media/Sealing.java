package vn.motcua.bot.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.keys.KeyedHash;
import vn.motcua.bot.keys.RootKey;

/// Addresses and encrypts files with keys of their conversation: AES-256-GCM, bound to conversation, address and type, so
/// that nothing opens in another place or as something else. Thread-safe.
final class Sealing {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ADDRESS_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RootKey root;

    Sealing(RootKey root) {
        this.root = root;
    }

    /// Where a file with this content is in its conversation: a keyed hash, so the same file has the same address there
    /// and another elsewhere, and nobody without the key can tell either.
    String address(ConversationId conversation, byte[] file) {
        try {
            var hash = KeyedHash.of(root.derive(KeyedHash.ALGORITHM, "addresses of files/" + conversation),
                    MessageDigest.getInstance("SHA-256").digest(file));
            return HexFormat.of().formatHex(hash, 0, ADDRESS_BYTES);
        } catch (GeneralSecurityException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    byte[] seal(ConversationId conversation, String address, String mediaType, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, conversation, nonce, address, mediaType);
            var sealed = new byte[1 + NONCE_BYTES + cipher.getOutputSize(content.length)];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
            cipher.doFinal(content, 0, content.length, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    /// @throws GeneralSecurityException when it was changed, belongs elsewhere, or the key is another
    byte[] open(ConversationId conversation, String address, String mediaType, byte[] sealed)
            throws GeneralSecurityException {
        if (sealed.length < 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new GeneralSecurityException("not sealed by this version");
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, conversation, nonce, address, mediaType).doFinal(sealed, 1 + NONCE_BYTES,
                sealed.length - 1 - NONCE_BYTES);
    }

    private Cipher cipher(int mode, ConversationId conversation, byte[] nonce, String address, String mediaType)
            throws GeneralSecurityException {
        SecretKey key = root.derive("AES", "content of files/" + conversation);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((conversation + "/" + address + "/" + mediaType).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

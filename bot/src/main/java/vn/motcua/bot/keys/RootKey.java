package vn.motcua.bot.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// A secret from which keys for single purposes are derived (HKDF-SHA256). Who has a derived key learns nothing about the
/// root or about another key.
public final class RootKey {
    private static final int KEY_BYTES = 32;

    private final byte[] secret;

    private RootKey(byte[] secret) {
        this.secret = secret;
    }

    /// The operator's master key.
    public static RootKey master(String masterKey) {
        return new RootKey(masterKey.getBytes(StandardCharsets.UTF_8));
    }

    /// A random key in this file, made when it is not there yet: for an installation without a master key.
    public static RootKey inFile(Path file) {
        return new RootKey(bytesIn(file));
    }

    /// The random bytes in this file, made when it is not there yet.
    public static byte[] bytesIn(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException("the key " + file + " cannot be made or read", failed);
        }
    }

    /// The key for one purpose; the same each time.
    ///
    /// @param algorithm of the key, such as `AES`
    public SecretKey derive(String algorithm, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, HKDFParameterSpec.ofExtract().addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    /// Complete or not at all, and never over one that another process made meanwhile.
    private static void make(Path file) throws IOException {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var written = Files.createTempFile(folder, file.getFileName().toString(), "");
        try {
            Files.writeString(written, Base64.getEncoder().encodeToString(bytes));
            Files.move(written, file);
        } catch (FileAlreadyExistsException _) {
            // Another process was faster; its key is the one.
        } finally {
            Files.deleteIfExists(written);
        }
    }
}

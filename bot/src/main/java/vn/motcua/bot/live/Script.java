package vn.motcua.bot.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What Redis does in one step. Each script is a file among the resources, under `live`, and says what it takes.
enum Script {
    TAKE("take"), BEAT("beat"), OPEN("open"), IS_OPEN("is-open");

    final String text;
    /// By which Redis knows a script it has seen: its SHA-1.
    final String name;

    Script(String file) {
        try (var resource = Script.class.getResourceAsStream("/live/" + file + ".lua")) {
            if (resource == null) {
                throw new IllegalStateException("there is no script " + file);
            }
            var bytes = resource.readAllBytes();
            text = new String(bytes, StandardCharsets.UTF_8);
            name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

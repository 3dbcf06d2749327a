package vn.motcua.bot.simulation;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Somebody who uses a simulated messenger.
///
/// @param id digits, as providers number people
record Person(String name, String id) {

    /// The person of this name: always the same number, so that a conversation goes on after a restart.
    static Person named(String name) {
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return new Person(name, Long.toString(8_000_000_000_000L + sum.getValue()));
    }

    long number() {
        return Long.parseLong(id);
    }
}

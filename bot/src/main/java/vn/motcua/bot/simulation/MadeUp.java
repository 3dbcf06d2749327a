package vn.motcua.bot.simulation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Secrets for one run: those that the environment has, so that a service that knows them need not be told again, and
/// otherwise new ones.
final class MadeUp {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> environment;

    MadeUp(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    String secret(String name) {
        return given(name).orElseGet(this::secret);
    }

    String secret() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package vn.motcua.connectors;

/// A password, key or token. It prints as dots, so that it cannot slip into a log or an error message.
///
/// @param value the secret itself; ask for it only where it is used
public record Secret(String value) {
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret is not blank");
        }
    }

    @Override
    public String toString() {
        return "•••";
    }
}

package vn.motcua.connectors;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request as it arrived, before anybody has believed it.
///
/// @param method  GET or POST
/// @param query   parameters of the address, the first of each name
/// @param headers by name in any case, the first of each name
/// @param body    the raw bytes, which signatures are made over. Not copied: do not change
@SuppressWarnings("ArrayRecordComponent") // Requests are not compared.
public record WebhookRequest(String method, Map<String, String> query, Map<String, String> headers, byte[] body) {
    public WebhookRequest {
        query = Map.copyOf(query);
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /// The first header of this name.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}

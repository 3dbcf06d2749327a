package vn.motcua.connectors.http;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/// How a call ended.
public sealed interface Answer {

    /// An answer in JSON.
    ///
    /// @param headers by name in lower case
    record Read(int status, Map<String, String> headers, JsonNode body) implements Answer {
        public Read {
            headers = Map.copyOf(headers);
        }
    }

    /// The server was not reached, or was too busy to look at the request: nothing was done.
    record NotReached(String reason) implements Answer {
    }

    /// The request went out, and what came back is nothing or cannot be read: it may have been done.
    record Unclear(String reason) implements Answer {
    }
}

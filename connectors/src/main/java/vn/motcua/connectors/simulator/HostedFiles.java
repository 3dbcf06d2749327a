package vn.motcua.connectors.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;

/// The files that people sent by a simulated provider, for whoever asks by their address, as providers' own file servers
/// do: the address is the secret. Thread-safe.
public final class HostedFiles {
    private final String prefix;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /// @param prefix what the path of every file begins with, a slash at both ends
    public HostedFiles(String prefix) {
        this.prefix = prefix;
    }

    /// Has a file from now on.
    ///
    /// @param name its name; what is no plain letter or digit becomes `_`
    /// @return its path behind the prefix
    public String add(String name, byte[] bytes) {
        var path = numbers.incrementAndGet() + "/" + name.replaceAll("[^A-Za-z0-9._-]", "_");
        files.put(path, bytes.clone());
        return path;
    }

    /// How many bytes a file has; 0 when there is none at this path.
    public int size(String path) {
        var file = files.get(path);
        return file == null ? 0 : file.length;
    }

    /// The paths of the files that were fetched, in order.
    public List<String> fetched() {
        synchronized (fetched) {
            return List.copyOf(fetched);
        }
    }

    /// Answers when a file is asked for.
    ///
    /// @return false, and nothing was answered, when the path is none of ours
    public boolean answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!path.startsWith(prefix)) {
            return false;
        }
        var name = path.substring(prefix.length());
        var file = files.get(name);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            return true;
        }
        synchronized (fetched) {
            fetched.add(name);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
        exchange.getResponseBody().write(file);
        return true;
    }
}

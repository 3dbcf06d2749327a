package vn.motcua.bot.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;

import vn.motcua.bot.Service;
import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.configuration.ConfigurationReader;

/// `serve`: runs the service until it is told to stop, which is no failure: it ends with 0. One line on standard output
/// says when it is ready, and where.
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the service.")
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", description = "Port to listen on; 0 for any free one. Default: server.port.")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "DIR", description = "What an operator edits.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        var home = Folders.ofHome();
        var folders = new Folders(home.content(), config == null ? home.config() : config,
                data == null ? home.data() : data).existing();
        if (port != null && (port < 0 || port > 65_535)) {
            throw new WrongUseException("--port is a number from 0 to 65535");
        }
        var configuration = ConfigurationReader.read(folders.config(), System.getenv());
        var toldToStop = toldToStop();
        try (var service = new Service(configuration, folders.content(), folders.config(), folders.data())) {
            int listening = service.start(port == null ? configuration.server().port() : port);
            System.out.println(ready(configuration, service, listening));
            toldToStop.await();
        }
        return 0;
    }

    /// Opens when the process is asked to end. A shutdown hook would do for closing, but the JVM then ends with 128 plus
    /// the signal's number, which supervisors take for a crash.
    private static CountDownLatch toldToStop() {
        var told = new CountDownLatch(1);
        for (var signal : List.of("TERM", "INT", "HUP")) {
            Signal.handle(new Signal(signal), _ -> told.countDown());
        }
        return told;
    }

    private static String ready(Configuration configuration, Service service, int port) {
        var scheme = configuration.server().tls() == null ? "http" : "https";
        var line = new StringBuilder("ready ").append(scheme).append("://localhost:").append(port)
                .append("/chat | mode ")
                .append(configuration.mode().name().toLowerCase(Locale.ROOT)).append(" | database ")
                .append(configuration.database().url().startsWith("jdbc:postgresql:")
                        || configuration.database().url().startsWith("postgres") ? "postgresql" : "sqlite")
                .append(" | content ")
                .append(service.contentVersion()).append(" | channels ")
                .append(String.join(", ", service.channels()));
        var redis = configuration.redis().url();
        if (redis != null) {
            line.append(" | redis ").append(redis);
        }
        var exempt = configuration.limits().exempt();
        if (!exempt.isEmpty()) {
            line.append(" | no limits for ")
                    .append(exempt.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        return line.toString();
    }
}

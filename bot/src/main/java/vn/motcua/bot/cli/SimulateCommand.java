package vn.motcua.bot.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.simulation.Simulation;

/// `simulate …`: something of the outside world, to try the product with.
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Play a part of the outside world.", subcommands = SimulateCommand.ChannelCommand.class)
final class SimulateCommand implements Callable<Integer> {
    private static final String USE = "say which: motcua simulate channel zalo | messenger | telegram";

    @Override
    public Integer call() {
        throw new WrongUseException(USE);
    }

    /// `simulate channel`: a messenger on a port of this machine, with the one at the keyboard as the citizen. Ends with
    /// the input.
    @Command(name = "channel", mixinStandardHelpOptions = true, description = "A messenger of your own: you are the citizen. /help tells what can be typed.")
    static final class ChannelCommand implements Callable<Integer> {
        @Parameters(paramLabel = "zalo|messenger|telegram", arity = "0..1", description = "Which one.")
        private @Nullable String channel;

        @Option(names = "--port", description = "Port of the messenger; 0 for any free one. Default: 9101 zalo, 9102 messenger, 9103 telegram.")
        private @Nullable Integer port;

        @Option(names = "--service", paramLabel = "URL", description = "Where the service listens. Default: http://localhost:8080")
        private URI service = URI.create("http://localhost:8080");

        @Option(names = "--webhook", description = "Telegram brings its updates instead of waiting to be asked.")
        private boolean webhook;

        @Override
        public Integer call() throws IOException, InterruptedException {
            var usual = channel == null ? null : Simulation.PORTS.get(channel);
            if (channel == null || usual == null) {
                throw new WrongUseException(USE);
            }
            if (webhook && !channel.equals("telegram")) {
                throw new WrongUseException("--webhook is for telegram: the others always call the webhook");
            }
            int chosen = port == null ? usual : port;
            if (chosen < 0 || chosen > 65_535) {
                throw new WrongUseException("--port is a number from 0 to 65535");
            }
            if (service.getHost() == null || !String.valueOf(service.getScheme()).matches("https?")) {
                throw new WrongUseException("--service is where the service listens, such as http://localhost:8080");
            }
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (var simulation = Simulation.start(channel, chosen, service, webhook, System.getenv(), out)) {
                simulation.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            } catch (BindException taken) {
                throw new WrongUseException("port " + chosen + " is in use: give another with --port");
            }
            return 0;
        }
    }
}

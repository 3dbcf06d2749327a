package vn.motcua.bot.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.simulation.Received.Button;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.WebhookRequest;

/// A messenger on a port of this machine, with somebody at the keyboard as the citizen: prints what arrives, and does what
/// is typed.
public final class Simulation implements AutoCloseable {
    /// The channels that can be simulated, with the port each has when none is asked for.
    public static final Map<String, Integer> PORTS = Map.of("zalo", 9101, "messenger", 9102, "telegram", 9103);

    private static final int TIMES = 5;
    private static final Duration LOOK = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HELP = """
            text          say it                      /as NAME      be somebody else
            2 or /2       press a button              /follow       open the conversation
            /photo FILE   send a picture              /unfollow     leave, or block
            /file FILE    send a file                 /withdraw     take back the consent (Zalo)
            /voice        send a voice note           /edit TEXT    change what was said last
            /sticker      send a sticker              /again        bring the last event 5 times at once
            /location     send a place                /fail WHAT    429, 500, timeout or window: the next call fails;
            /wait         wait for the next message                 /fail 429 3 for the next three
            //text        say /text                   Ctrl-D        end
            """;

    private final String channel;
    private final Provider provider;
    private final Webhook webhook;
    private final URI service;
    private final PrintStream out;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, List<Button>> offered = new HashMap<>();
    private final Thread watch = Thread.ofVirtual().unstarted(this::watch);
    private Person person = Person.named("Lan");
    private @Nullable WebhookRequest last;
    /// Guarded by this, as is `offered`.
    private int shown;
    private int seen;
    private volatile boolean stopped;

    private Simulation(String channel, Provider provider, URI service, PrintStream out) {
        this.channel = channel;
        this.provider = provider;
        this.service = service;
        this.webhook = new Webhook(service, channel);
        this.out = out;
        people.put(person.id(), person);
    }

    /// Begins.
    ///
    /// @param channel     one of [#PORTS]
    /// @param port        0 for any free one
    /// @param service     where the service listens, or will
    /// @param pushed      whether Telegram brings its updates, as the others always do
    /// @param environment secrets that are in it are used
    /// @throws BindException when another program has the port
    public static Simulation start(String channel, int port, URI service, boolean pushed,
            Map<String, String> environment, PrintStream out) throws BindException {
        var madeUp = new MadeUp(environment);
        try {
            var simulation = new Simulation(channel, switch (channel) {
                case "zalo" -> new ZaloProvider(madeUp, port);
                case "messenger" -> new MessengerProvider(madeUp, port);
                case "telegram" -> new TelegramProvider(madeUp, port, pushed);
                default -> throw new IllegalArgumentException("no channel is called " + channel);
            }, service, out);
            simulation.introduce();
            simulation.watch.start();
            return simulation;
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof BindException taken) {
                throw taken;
            }
            throw failed;
        }
    }

    private void introduce() {
        int port = service.getPort() < 0 ? 8080 : service.getPort();
        say("# " + provider.title()
                + " runs here. Paste these lines into another terminal; they hold for this run alone.");
        new TreeMap<>(provider.environment()).forEach((name, value) -> say("export " + name + "=" + value));
        say("./motcua serve --port " + port + " --data /tmp/motcua-" + channel);
        say("# When it is ready, write here as a citizen. You are " + person.name() + "; /help tells the rest.");
        say("");
    }

    /// Does what each line says until there are no more. What has arrived by then is shown; `/wait` is for scripts that want more.
    public void run(BufferedReader in) throws IOException, InterruptedException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                obey(line.strip());
            }
        }
        show();
    }

    private void obey(String line) throws InterruptedException {
        var words = line.split("\\s+", 2);
        var rest = words.length > 1 ? words[1].strip() : "";
        if (line.startsWith("//")) {
            does(new Deed.Says(line.substring(1)));
        } else if (line.matches("/?\\d{1,2}")) {
            press(line);
        } else if (!line.startsWith("/")) {
            does(new Deed.Says(line));
        } else {
            switch (words[0]) {
                case "/photo" -> send(Kind.PHOTO, rest, MadeUpFiles.PHOTO_NAME, MadeUpFiles.photo());
                case "/file" -> send(Kind.FILE, rest, MadeUpFiles.DOCUMENT_NAME, MadeUpFiles.document());
                case "/voice" -> send(Kind.VOICE, rest, MadeUpFiles.VOICE_NAME, MadeUpFiles.voice());
                case "/sticker" -> send(Kind.STICKER, rest, MadeUpFiles.STICKER_NAME, MadeUpFiles.sticker());
                case "/location" -> does(new Deed.Sends(Kind.LOCATION, "", new byte[0]));
                case "/follow" -> does(new Deed.Follows());
                case "/unfollow" -> does(new Deed.Unfollows());
                case "/withdraw" -> does(new Deed.Withdraws());
                case "/edit" -> edit(rest);
                case "/again" -> again();
                case "/as" -> be(rest);
                case "/fail" -> fail(rest);
                case "/wait" -> await();
                case "/help" -> out.print(HELP);
                default ->
                    say("! " + words[0] + " is not known; /help tells what is. // before a text says it with one /.");
            }
        }
    }

    private void does(Deed deed) {
        synchronized (this) {
            seen = provider.received().size();
        }
        var event = provider.event(person, deed);
        if (event.isEmpty()) {
            say("! " + provider.title() + " has nothing of the kind"
                    + (deed instanceof Deed.Edits ? ", or nothing was said yet" : ""));
            return;
        }
        last = event.get();
        if (provider.calls()) {
            say(". " + webhook.bring(event.get()));
        } else {
            provider.offer(event.get());
            say(". waits to be fetched");
        }
    }

    /// A bare number without such a button is a text: long lists are answered so.
    private void press(String line) {
        int number = Integer.parseInt(line.replace("/", ""));
        List<Button> buttons;
        synchronized (this) {
            buttons = offered.getOrDefault(person.id(), List.of());
        }
        if (number >= 1 && number <= buttons.size()) {
            var button = buttons.get(number - 1);
            if (button.opensAddress()) {
                say(". the button opens " + button.value());
            } else {
                does(new Deed.Presses(button));
            }
        } else if (line.startsWith("/")) {
            say("! there is no button " + number);
        } else {
            does(new Deed.Says(line));
        }
    }

    private void send(Kind kind, String file, String otherwise, byte[] madeUp) {
        if (file.isEmpty()) {
            does(new Deed.Sends(kind, otherwise, madeUp));
            return;
        }
        try {
            var path = Path.of(file);
            does(new Deed.Sends(kind, String.valueOf(path.getFileName()), Files.readAllBytes(path)));
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            say("! cannot read " + file);
        }
    }

    private void edit(String text) {
        if (text.isEmpty()) {
            say("! say what it is changed to: /edit TEXT");
        } else {
            does(new Deed.Edits(text));
        }
    }

    private void again() throws InterruptedException {
        var event = last;
        if (event == null) {
            say("! nothing has happened yet");
        } else if (!provider.calls()) {
            say("! Telegram does not give again what was fetched; start with --webhook to have it brought");
        } else {
            var bringing = new ArrayList<Callable<String>>();
            for (int time = 0; time < TIMES; time++) {
                bringing.add(() -> webhook.bring(event));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var brought : threads.invokeAll(bringing)) {
                    say(". " + brought.get());
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private void be(String name) {
        if (name.isEmpty()) {
            say("! say who you are: /as NAME");
            return;
        }
        person = Person.named(name);
        synchronized (this) {
            people.put(person.id(), person);
        }
        say(". you are " + name + " (" + channel + ":" + person.id() + ")");
    }

    private void fail(String how) {
        var words = how.split("\\s+");
        var failure = Failure.find(words[0]);
        boolean counted = words.length < 2 || words[1].matches("[1-9]\\d{0,2}");
        if (failure.isEmpty() || !counted) {
            say("! say how, and how often if not once: /fail 429|500|timeout|window [CALLS]");
            return;
        }
        int calls = words.length < 2 ? 1 : Integer.parseInt(words[1]);
        say(provider.fail(failure.get(), calls)
                ? ". the next " + (calls == 1 ? "call fails" : calls + " calls fail") + " with " + failure.get()
                : "! " + provider.title() + " never fails so");
    }

    /// Until something arrives after the last deed; what came meanwhile counts.
    private void await() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (provider.received().size() <= seen) {
            if (System.nanoTime() - until > 0) {
                say("! nothing came for " + PATIENCE.toSeconds() + " s");
                return;
            }
            Thread.sleep(LOOK);
        }
        show();
        seen = provider.received().size();
    }

    private void watch() {
        try {
            while (!stopped) {
                show();
                provider.echoes().forEach(webhook::bring);
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        var all = provider.received();
        for (var message : all.subList(shown, all.size())) {
            var to = people.get(message.to());
            say("Motcua → " + (to == null ? message.to() : to.name()));
            message.text().lines().forEach(line -> say("  | " + line));
            for (int at = 0; at < message.buttons().size(); at++) {
                var button = message.buttons().get(at);
                say("  [" + (at + 1) + "] " + button.label() + (button.opensAddress() ? " " + button.value() : ""));
            }
            offered.put(message.to(), message.buttons());
        }
        shown = all.size();
    }

    private void say(String line) {
        out.println(line);
    }

    @Override
    public void close() {
        stopped = true;
        watch.interrupt();
        webhook.close();
        provider.close();
    }
}

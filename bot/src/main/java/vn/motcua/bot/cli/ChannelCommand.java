package vn.motcua.bot.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.store.ChannelSwitches;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.connectors.Address;

/// `channel …`: the messengers as an operator sees them, beside a running `serve`.
@Command(name = "channel", mixinStandardHelpOptions = true, description = "See and switch the messengers.", subcommands = {
        ChannelCommand.ListAll.class, ChannelCommand.Off.class, ChannelCommand.On.class, ChannelCommand.Letters.class,
        ChannelCommand.Again.class})
final class ChannelCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("telegram", "zalo", "messenger");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    /// Nothing is claimed here.
    private static final Duration NO_HOLD = Duration.ZERO;
    private static final int MOST = 200;
    private static final int SHOWN = 3;

    @Override
    public Integer call() {
        throw new WrongUseException("say what to do: channel list | off NAME | on NAME | letters [NAME] | again ID");
    }

    /// Where the installation is.
    static final class Place {
        @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things.")
        private @Nullable Path data;

        @Option(names = "--config", paramLabel = "DIR", description = "What an operator edits.")
        private @Nullable Path config;

        int with(ToIntFunction<Opened> work) {
            try (var opened = Opened.open(data, config)) {
                return work.applyAsInt(opened);
            }
        }
    }

    private static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    private static String checked(@Nullable String name) {
        if (name == null || !NAMES.contains(name)) {
            throw new WrongUseException("say which: " + String.join(" | ", NAMES)
                    + ("web".equals(name) ? "; the website's chat answers as long as serve runs" : ""));
        }
        return name;
    }

    /// `channel list`: which are on, and what waits.
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Which are on, since when, and what waits.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Override
        public Integer call() {
            return place.with(opened -> {
                var outbox = new OutboxStore(opened.database(), NO_HOLD);
                var switches = new ChannelSwitches(opened.database()).list();
                for (var name : NAMES) {
                    var known = switches.stream().filter(one -> one.channel().equals(name)).findFirst();
                    var state = known.map(one -> !one.on()
                            ? "off since " + TIME.format(one.since())
                            : one.served() == null
                                    ? "no credentials"
                                    : "on since " + TIME.format(one.since()))
                            .orElse("no credentials");
                    out().printf("%-10s %-28s conversations waiting %d, dead letters %d%n", name, state,
                            outbox.waiting(name), outbox.dead(name));
                }
                return 0;
            });
        }
    }

    /// `channel off`: nothing is sent or fetched any more; what arrives is kept and answered later.
    @Command(name = "off", mixinStandardHelpOptions = true, description = "Send and fetch nothing; what arrives is kept.")
    static final class Off implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "NAME", arity = "0..1")
        private @Nullable String name;

        @Override
        public Integer call() {
            var channel = checked(name);
            return place.with(opened -> {
                boolean changed = new ChannelSwitches(opened.database()).turn(channel, false, Instant.now());
                out().println(channel + (changed ? " is off within two seconds" : " was off already")
                        + "; what arrives is kept, and what is to be sent waits for: channel on " + channel);
                if (channel.equals("telegram")) {
                    out().println("with mode polling, Telegram itself keeps what people write for 24 hours at most");
                }
                return 0;
            });
        }
    }

    /// `channel on`: everything that waited is sent, in order.
    @Command(name = "on", mixinStandardHelpOptions = true, description = "Go on, with everything that waited.")
    static final class On implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "NAME", arity = "0..1")
        private @Nullable String name;

        @Override
        public Integer call() {
            var channel = checked(name);
            return place.with(opened -> {
                boolean changed = new ChannelSwitches(opened.database()).turn(channel, true, Instant.now());
                out().println(channel + (changed ? " is on within two seconds" : " was on already")
                        + ", where a service has its credentials");
                return 0;
            });
        }
    }

    /// `channel letters`: what will not be sent, done or read, with the reason and without content.
    @Command(name = "letters", mixinStandardHelpOptions = true, description = "What could not be sent, done or read, and why.")
    static final class Letters implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "NAME", arity = "0..1")
        private @Nullable String name;

        @Override
        public Integer call() {
            var channel = name == null ? null : checked(name);
            return place.with(opened -> {
                var now = Instant.now();
                for (var letter : new OutboxStore(opened.database(), NO_HOLD).deadLetters(channel, MOST)) {
                    out().printf("letter %s/%d/%d  %s  %s ago  %d tries  %s%n", letter.conversation(), letter.turn(),
                            letter.part(), masked(letter.to()), age(letter.at(), now), letter.attempts(),
                            letter.reason());
                }
                if (channel == null) {
                    for (var task : new TaskStore(opened.database(), NO_HOLD).dead(MOST)) {
                        out().printf("task %s  %s ago  %d tries  %s%n", task.id(), age(task.at(), now),
                                task.attempts(), task.reason());
                    }
                }
                for (var kept : new MalformedItems(opened.database()).list(channel, MOST)) {
                    out().printf("unreadable %s  %s  %s ago  %s  (%s)%n", kept.item().id(), kept.channel(),
                            age(kept.at(), now), kept.item().reason(), kept.item().outline());
                }
                return 0;
            });
        }

        /// Enough to tell two people apart.
        private static String masked(Address address) {
            var id = address.id();
            return address.channel() + ":…" + id.substring(Math.max(0, id.length() - SHOWN));
        }

        private static String age(Instant at, Instant now) {
            var age = Duration.between(at, now);
            return age.toDays() > 0
                    ? age.toDays() + " d"
                    : age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
        }
    }

    /// `channel again`: puts back what was given up.
    @Command(name = "again", mixinStandardHelpOptions = true, description = "Try a letter or task of `channel letters` again.")
    static final class Again implements Callable<Integer> {
        private static final Pattern LETTER = Pattern.compile("([A-Za-z0-9_-]{22})/(\\d{1,18})/(\\d{1,9})");

        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "ID", arity = "0..1", description = "As `channel letters` names it.")
        private @Nullable String id;

        @Override
        public Integer call() {
            if (id == null) {
                throw new WrongUseException("say which, as channel letters names it: channel again ID");
            }
            var named = id;
            return place.with(opened -> {
                var letter = LETTER.matcher(named);
                boolean found = letter.matches()
                        ? new OutboxStore(opened.database(), NO_HOLD).again(new ConversationId(letter.group(1)),
                                Long.parseLong(letter.group(2)), Long.parseLong(letter.group(3)), Instant.now())
                        : new TaskStore(opened.database(), NO_HOLD).again(named, Instant.now());
                out().println(found ? named + " is tried again" : "nothing of this name was given up");
                return found ? 0 : 1;
            });
        }
    }
}

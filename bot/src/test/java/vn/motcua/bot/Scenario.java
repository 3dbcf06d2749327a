package vn.motcua.bot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.live.LocalLive;
import vn.motcua.bot.media.MediaStore;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Databases;
import vn.motcua.bot.store.MovingStore;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.bot.turn.Brain;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Fingerprints;
import vn.motcua.bot.turn.Moving;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.connectors.Traits;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.search.KnowledgeBase;

import static org.assertj.core.api.Assertions.assertThat;

/// The real bot over a real database, for tests that read like a conversation: `citizen.says(…)`, then what the bot did.
public final class Scenario implements AutoCloseable {
    public static final Path CONTENT = Path.of("../knowledge-base/content");
    public static final Path CONFIG = Path.of("../config");
    public static final Brain BRAIN = new Brain(KnowledgeBase.of(ContentReader.read(CONTENT).sound()),
            Messages.load(CONFIG), Circumstances.Costs.USUAL);

    private static final Traits WIDE = new Traits(4_096, 12, 60, 64, true, false);
    /// Messengers are pushed to; each carries as much as Telegram.
    public static final Rendering RENDERING = new Rendering(
            Map.of("telegram", WIDE, "zalo", WIDE, "messenger", WIDE), Messages.load(CONFIG));

    public final Database database;
    public final ConversationStore store;
    public final Conversations conversations;
    public final Live live = new LocalLive();
    public final TurnRunner turns;
    public final Moving moving;
    /// Channels that are turned off.
    public final Set<String> off = ConcurrentHashMap.newKeySet();
    public final MovingCodes codes;
    public final MediaStore media;

    public Scenario(Path data) {
        this(data, Instant::now);
    }

    public Scenario(Path data, InstantSource clock) {
        var settings = DatabaseSettings.inFolder(data);
        database = Databases.open(settings);
        store = new ConversationStore(database);
        conversations = new Conversations(store, clock);
        codes = new MovingCodes(RootKey.inFile(data.resolve("moving.key")));
        moving = new Moving(codes, new MovingStore(database), URI.create("https://motcua.example.vn"),
                channel -> !off.contains(channel), clock);
        turns = new TurnRunner(conversations, store, () -> BRAIN, live, clock,
                Fingerprints.inFolder(data), RENDERING, moving);
        media = new MediaStore(SharedFiles.of(database, settings), RootKey.inFile(data.resolve("papers.key")), 10 << 20,
                Instant::now);
    }

    public Citizen citizen() {
        return new Citizen(conversations.open().id());
    }

    @Override
    public void close() {
        database.close();
    }

    /// Somebody who talks to the bot.
    public final class Citizen {
        public final ConversationId conversation;
        private int events;
        private List<Reply> replies = new ArrayList<>();

        private Citizen(ConversationId conversation) {
            this.conversation = conversation;
        }

        public Answer says(String text) {
            return take(new TurnEvent.Said(conversation, "e" + ++events, text));
        }

        public Answer picks(String label) {
            var choice = replies.getLast().choices().stream().filter(one -> one.label().equals(label)).findFirst()
                    .orElseThrow(
                            () -> new AssertionError("no choice " + label + " among " + replies.getLast().choices()));
            return take(new TurnEvent.Picked(conversation, "e" + ++events, choice.value()));
        }

        private Answer take(TurnEvent event) {
            var outcome = turns.run(event);
            assertThat(outcome).isInstanceOf(TurnOutcome.Done.class);
            replies = ((TurnOutcome.Done) outcome).replies();
            return new Answer(replies.getLast());
        }
    }

    /// What the bot did.
    public record Answer(Reply reply) {
        public Answer answers(String procedure, String... facets) {
            assertThat(reply.decision()).as(reply.text()).isEqualTo("answer");
            assertThat(reply.procedure()).isEqualTo(procedure);
            if (facets.length > 0) {
                assertThat(reply.facets()).containsExactly(facets);
            }
            return this;
        }

        public Answer does(String decision) {
            assertThat(reply.decision()).as(reply.text()).isEqualTo(decision);
            return this;
        }

        public Answer says(String words) {
            assertThat(reply.text()).contains(words);
            return this;
        }

        public Answer saysOnce(String words) {
            assertThat(reply.text().split(Pattern.quote(words), -1)).as(reply.text()).hasSize(2);
            return this;
        }

        public Answer doesNotSay(String words) {
            assertThat(reply.text()).doesNotContain(words);
            return this;
        }

        public Answer offers(String label) {
            assertThat(reply.choices()).anyMatch(choice -> choice.label().equals(label));
            return this;
        }

        public Answer cites(String document) {
            assertThat(reply.citations()).anyMatch(citation -> citation.document().equals(document));
            return this;
        }
    }
}

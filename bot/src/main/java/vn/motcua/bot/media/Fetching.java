package vn.motcua.bot.media;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent.Attached;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.task.TaskWork;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Download;

/// Fetches what citizens sent by a messenger and keeps it like any other file of their conversation. Its place in the
/// transcript then tells of the file, or why there is none. Doing it again changes nothing.
///
/// The payload of a task is `channel/number`, the number being that of the transcript event.
public final class Fetching implements TaskWork {
    /// With growing pauses some twenty minutes, while the providers' addresses are still good.
    private static final int MOST_ATTEMPTS = 12;

    private final Map<String, Channel> channels;
    private final MediaStore media;
    private final ConversationStore store;
    private final long largest;

    /// @param largest bytes a file may have
    public Fetching(List<Channel> channels, MediaStore media, ConversationStore store, long largest) {
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.media = media;
        this.store = store;
        this.largest = largest;
    }

    @Override
    public Result perform(Task task) {
        var payload = task.payload().split("/", 2);
        long seq = Long.parseLong(payload[1]);
        var found = store.events(task.conversation(), seq - 1, 1);
        if (found.isEmpty() || !(found.getFirst() instanceof Attached attached) || attached.seq() != seq
                || attached.reference() == null || attached.file() != null) {
            return new Done(null); // Erased, or done already.
        }
        var channel = channels.get(payload[0]);
        if (channel == null) {
            return new TryLater("the channel has no credentials here");
        }
        return switch (channel.download(attached.reference(), (int) largest)) {
            case Download.Content(var bytes) -> keep(task.conversation(), attached, bytes);
            case Download.Refused(var reason) -> missing(task.conversation(), attached, word(reason));
            case Download.TryLater(var reason) -> task.attempts() + 1 < MOST_ATTEMPTS
                    ? new TryLater(reason)
                    : missing(task.conversation(), attached, "unreachable");
        };
    }

    private Result keep(ConversationId conversation, Attached attached, byte[] bytes) {
        return switch (media.keep(conversation, attached.name() == null ? "" : attached.name(), bytes)) {
            case Keeping.Kept(var file) -> {
                store.complete(conversation, attached.kept(file));
                yield new Done(null);
            }
            case Keeping.Refused(var reason) -> missing(conversation, attached, word(reason));
        };
    }

    private Result missing(ConversationId conversation, Attached attached, String reason) {
        store.complete(conversation, attached.missing(reason));
        return new Done(null);
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}

package vn.motcua.bot.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Facet;

/// What the value of a choice means. Written when a choice is offered, read when it is picked; a value is not secret and
/// is checked like any input.
public sealed interface PickedValue {
    String HANDOFF = "handoff";
    /// Bring the conversation back that went on elsewhere from here.
    String BRING_BACK = "back";
    String FEEDBACK_YES = "feedback:yes";
    String FEEDBACK_NO = "feedback:no";

    /// Ask about a procedure.
    record Ask(String procedure, List<Facet> facets) implements PickedValue {
    }

    /// Read a general article.
    record ReadArticle(String article) implements PickedValue {
    }

    /// Be pointed to another agency.
    record PointElsewhere(String elsewhere) implements PickedValue {
    }

    /// Be told about a commune.
    ///
    /// @param place     id of the place, former or present
    /// @param procedure the procedure it is about, or null
    record AtCommune(String place, @Nullable String procedure) implements PickedValue {
    }

    /// Talk to a person.
    record WantPerson() implements PickedValue {
    }

    /// Go on elsewhere.
    ///
    /// @param where a channel, or `phone` for the same page on another device
    record GoOn(String where) implements PickedValue {
    }

    /// Have the conversation back here that went on elsewhere.
    record ComeBack() implements PickedValue {
    }

    /// Judge the last answer.
    record Feedback(boolean good) implements PickedValue {
    }

    static String ask(String procedure, List<Facet> facets) {
        return facets.isEmpty()
                ? "ask:" + procedure
                : "ask:" + procedure + ":" + facets.stream().map(Facet::wire).collect(Collectors.joining("+"));
    }

    static String article(String id) {
        return "article:" + id;
    }

    static String elsewhere(String id) {
        return "elsewhere:" + id;
    }

    static String commune(String place, @Nullable String procedure) {
        return "commune:" + place + (procedure == null ? "" : ":" + procedure);
    }

    static String move(String where) {
        return "move:" + where;
    }

    /// The meaning of a value, or empty when it has none.
    static Optional<PickedValue> read(String value) {
        var parts = value.split(":", 3);
        if (parts.length == 1) {
            return switch (value) {
                case HANDOFF -> Optional.of(new WantPerson());
                case BRING_BACK -> Optional.of(new ComeBack());
                default -> Optional.empty();
            };
        }
        return switch (parts[0]) {
            case "ask" -> Optional.of(new Ask(parts[1], parts.length < 3 ? List.of() : facets(parts[2])));
            case "article" -> Optional.of(new ReadArticle(parts[1]));
            case "elsewhere" -> Optional.of(new PointElsewhere(parts[1]));
            case "commune" -> Optional.of(new AtCommune(parts[1], parts.length < 3 ? null : parts[2]));
            case "move" -> Optional.of(new GoOn(parts[1]));
            case "feedback" -> Optional.of(new Feedback(parts[1].equals("yes")));
            default -> Optional.empty();
        };
    }

    private static List<Facet> facets(String wires) {
        return Arrays.stream(wires.split("\\+")).flatMap(wire -> Facet.find(wire).stream()).limit(3).toList();
    }
}

package vn.motcua.bot.answer;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.dialogue.Decision;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Communes.Commune;
import vn.motcua.knowledge.content.Communes.Former;
import vn.motcua.knowledge.content.Communes.Kind;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.FilingChannel;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;

/// Words what became of a commune and where its people file.
final class CommuneWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String DEPARTMENT = "so-tai-chinh";

    private final Content content;
    private final Messages messages;
    private final Language language;
    private final FacetWriter facets;

    CommuneWriter(Content content, Messages messages, Language language) {
        this.content = content;
        this.messages = messages;
        this.language = language;
        facets = new FacetWriter(content, messages, language);
    }

    /// What is said about each thing that was asked for.
    List<List<Passage>> write(Decision.AnswerCommune answer, String question) {
        var procedure = answer.procedure();
        var passages = new ArrayList<List<Passage>>();
        passages.add(List.of(Passage.prose(whatBecameOf(answer.place()))));
        passages.add(where(answer.place(), procedure));
        if (procedure != null) {
            answer.facets().stream().filter(facet -> facet != Facet.WHERE)
                    .forEach(facet -> passages.add(facets.write(procedure, facet, question)));
        }
        return passages;
    }

    private String whatBecameOf(Place place) {
        var communes = content.communes();
        var since = DAY.format(communes.since());
        var text = switch (place) {
            case Former former when former.divided() ->
                say("commune.divided", since, fullName(former), now(former)) + unconfirmed();
            case Former former when former.now().getFirst().name().equals(former.name()) ->
                say("commune.same", since, fullName(former), now(former));
            case Former former -> say("commune.former", since, fullName(former), now(former));
            case Commune commune -> say("commune.present", since, name(commune), commune.formedFrom().stream()
                    .map(part -> name(part.kind(), part.name()) + (part.partial() ? " " + say("commune.partly") : ""))
                    .collect(Collectors.joining(", ")));
        };
        return capital(text) + (communes.assurance().needsWarning() ? unconfirmed() : "") + ".";
    }

    private List<Passage> where(Place place, @Nullable Procedure procedure) {
        if (procedure == null) {
            var department = content.agencies().get(DEPARTMENT);
            return List.of(Passage.lines(List.of(say("commune.household", now(place)),
                    say("commune.enterprise", department == null ? "" : department.name().in(language)))));
        }
        if (!procedure.isFiledInCommune()) {
            var passages = new ArrayList<>(facets.write(procedure, Facet.WHERE, ""));
            passages.add(Passage.prose(say("commune.any")));
            return passages;
        }
        var lines = new ArrayList<String>();
        facets.portal(procedure).ifPresent(lines::add);
        var channels = procedure.where().channels().stream().filter(channel -> channel != FilingChannel.ONLINE)
                .map(channel -> say("channel." + channel.wire())).collect(Collectors.joining(", "));
        if (!channels.isEmpty()) {
            lines.add(say("commune.counter", facets.name(procedure), channels, now(place))
                    + (procedure.where().assurance().needsWarning() ? unconfirmed() : "") + ". "
                    + say("commune.address"));
        }
        var agency = content.agencies().get(procedure.where().agency());
        if (agency != null && agency.note() != null) {
            lines.add(agency.note().in(language));
        }
        return List.of(Passage.lines(lines));
    }

    /// Asks which of several places of one name is meant.
    String question(List<Place> between) {
        return say("commune.clarify", between.size(),
                between.stream().map(Place::name).distinct().collect(Collectors.joining(", ")));
    }

    /// What a button for one of them says, such as "Xã Hồng Phong, huyện Cao Lộc".
    String label(Place place) {
        return capital(switch (place) {
            case Former former -> name(former) + ", " + name(former.district().kind(), former.district().name());
            case Commune commune -> name(commune);
        });
    }

    private String fullName(Former former) {
        return say("commune.full", name(former), name(former.district().kind(), former.district().name()));
    }

    /// The present communes, such as "xã Đình Lập hoặc xã Kiên Mộc".
    private String now(Place place) {
        return place.now().stream().map(this::name).collect(Collectors.joining(" " + say("commune.or") + " "));
    }

    private String name(Place place) {
        return name(place.kind(), place.name());
    }

    private String name(Kind kind, String name) {
        return say("place." + kind.wire(), name);
    }

    private String unconfirmed() {
        return " (" + say("unconfirmed") + ")";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String say(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }
}

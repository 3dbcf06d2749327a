package vn.motcua.bot.understanding;

import java.util.Optional;
import java.util.Set;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.CommuneFinder;
import vn.motcua.knowledge.search.NamedCommune;
import vn.motcua.knowledge.search.NamedCommune.Asks;

/// Tells whether a message asks about a commune, which it does more seldom than it names one. Immutable.
final class CommuneQuestions {
    /// A typed choice is short; a longer message says something of its own.
    private static final int LONGEST_CHOICE = 6;
    /// Words that only say where somebody lives, beside those that carry no topic at all.
    private static final Set<String> LIVING = Set.of("nha", "song", "que", "tru", "quan", "thon", "ban", "so", "nguoi",
            "live", "from", "huyen", "xa", "phuong");

    private final CommuneFinder finder;
    private final Set<String> functionWords;

    CommuneQuestions(Content content) {
        finder = new CommuneFinder(content.communes());
        functionWords = content.speech().vocabulary().functionWords();
    }

    Optional<Place> place(String id) {
        return finder.place(id);
    }

    /// The commune the message asks about. Saying where one lives is asking too, when there is nothing else in the message;
    /// with a name alone only if the talk was about where to file.
    Optional<NamedCommune> find(DialogueState before, String text) {
        return finder.find(text).filter(named -> {
            boolean asks = named.asks() != Asks.NOTHING;
            boolean alone = Syllables.of(named.rest()).stream().map(Syllables::fold)
                    .allMatch(word -> functionWords.contains(word) || LIVING.contains(word));
            return named.plain()
                    ? asks || alone
                    : asks && named.located() || named.asks() == Asks.WHICH && named.leading()
                            || alone && before.facets().contains(Facet.WHERE.wire());
        });
    }

    /// The offered place whose district was typed: "Cao Lộc", "huyện cao lộc ạ".
    static Optional<Choice> pickedByDistrict(DialogueState before, String text) {
        var key = Syllables.key(text);
        if (before.asked() == null || key.chars().filter(c -> c == ' ').count() >= LONGEST_CHOICE) {
            return Optional.empty();
        }
        var fitting = before.offered().stream()
                .filter(choice -> PickedValue.read(choice.value())
                        .filter(picked -> picked instanceof PickedValue.AtCommune(var place, _)
                                && (" " + key + " ").contains(" " + districtKey(place) + " "))
                        .isPresent())
                .toList();
        return fitting.size() == 1 ? fitting.stream().findFirst() : Optional.empty();
    }

    /// The district in the id of a former unit, `xa-hong-phong.cao-loc`.
    private static String districtKey(String place) {
        return place.substring(place.indexOf('.') + 1).replace('-', ' ');
    }
}

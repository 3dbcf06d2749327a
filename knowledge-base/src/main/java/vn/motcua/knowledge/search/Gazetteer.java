package vn.motcua.knowledge.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Communes;
import vn.motcua.knowledge.content.Communes.District;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.language.Syllables;

/// Names of places by their first syllable, so that a text without any costs one look-up per syllable. A name is found
/// with and without diacritics, wherever the tone mark sits (Hoà, Hòa) and whether y or i is written (Quý, Quí).
final class Gazetteer {

    /// What stands at a place of a text.
    ///
    /// @param length   in syllables
    /// @param places   communes, former and present, of this name
    /// @param district the former district of this name, or null
    /// @param province whether another province has this name
    record Match(int length, List<Place> places, @Nullable District district, boolean province) {
    }

    /// A text by syllables, as typed and as compared.
    record Typed(List<String> exact, List<String> plain) {
        static Typed of(String text) {
            var exact = Syllables.of(text);
            return new Typed(exact, exact.stream().map(Gazetteer::plain).toList());
        }

        int size() {
            return exact.size();
        }

        /// Whether the syllable is this word, or this word without its diacritics.
        boolean is(int at, String word) {
            if (at < 0 || at >= exact.size()) {
                return false;
            }
            var typed = exact.get(at);
            return typed.equals(word) || typed.equals(Syllables.fold(word));
        }
    }

    private record Spelled<T>(List<String> shapes, T value) {
    }

    private static final class Name {
        private final List<String> plain;
        private final List<Spelled<Place>> places = new ArrayList<>();
        private final List<Spelled<District>> districts = new ArrayList<>();
        private boolean province;

        private Name(List<String> plain) {
            this.plain = plain;
        }
    }

    /// Longest names first.
    private final Map<String, List<Name>> names = new HashMap<>();

    Gazetteer(Communes communes, List<Place> places) {
        places.forEach(place -> name(place.name()).places.add(spelled(place.name(), place)));
        communes.districts().values()
                .forEach(district -> name(district.name()).districts.add(spelled(district.name(), district)));
        communes.words().provinces().forEach(province -> name(province).province = true);
        names.values().forEach(list -> list.sort(Comparator.comparingInt((Name name) -> name.plain.size()).reversed()));
    }

    private Name name(String text) {
        var plain = Syllables.of(text).stream().map(Gazetteer::plain).toList();
        var alike = names.computeIfAbsent(plain.getFirst(), _ -> new ArrayList<>());
        return alike.stream().filter(name -> name.plain.equals(plain)).findFirst().orElseGet(() -> {
            var name = new Name(plain);
            alike.add(name);
            return name;
        });
    }

    private static <T> Spelled<T> spelled(String text, T value) {
        return new Spelled<>(Syllables.of(text).stream().map(Gazetteer::shape).toList(), value);
    }

    /// The longest name that begins at this syllable.
    Optional<Match> at(Typed text, int from) {
        for (var name : names.getOrDefault(text.plain().get(from), List.of())) {
            int to = from + name.plain.size();
            if (to > text.size() || !text.plain().subList(from, to).equals(name.plain)) {
                continue;
            }
            var typed = text.exact().subList(from, to);
            var places = fitting(name.places, typed);
            var districts = fitting(name.districts, typed);
            if (!places.isEmpty() || !districts.isEmpty() || name.province) {
                return Optional.of(new Match(name.plain.size(), places,
                        districts.isEmpty() ? null : districts.getFirst(), name.province));
            }
        }
        return Optional.empty();
    }

    /// Those spelled just so; else those that differ only where no diacritics were typed.
    private static <T> List<T> fitting(List<Spelled<T>> names, List<String> typed) {
        if (names.isEmpty()) {
            return List.of();
        }
        var shapes = typed.stream().map(Gazetteer::shape).toList();
        if (typed.stream().anyMatch(syllable -> !Syllables.fold(syllable).equals(syllable))) {
            var same = names.stream().filter(name -> name.shapes().equals(shapes)).toList();
            if (!same.isEmpty()) {
                return same.stream().map(Spelled::value).toList();
            }
        }
        return names.stream().filter(name -> compatible(name.shapes(), shapes)).map(Spelled::value).toList();
    }

    private static boolean compatible(List<String> name, List<String> typed) {
        for (int i = 0; i < name.size(); i++) {
            boolean bare = typed.get(i).equals(plain(typed.get(i)));
            if (!bare && !typed.get(i).equals(name.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// A syllable without diacritics, y behind a consonant written as i.
    private static String plain(String syllable) {
        return withI(Syllables.fold(syllable));
    }

    private static String withI(String folded) {
        int last = folded.length() - 1;
        boolean y = last > 0 && folded.charAt(last) == 'y'
                && ("aeiouy".indexOf(folded.charAt(last - 1)) < 0 || folded.equals("quy"));
        return y ? folded.substring(0, last) + "i" : folded;
    }

    /// The plain syllable, and behind it its marks in an order that does not depend on where they sit.
    private static String shape(String syllable) {
        var folded = Syllables.fold(syllable);
        if (folded.equals(syllable)) {
            return withI(folded);
        }
        var marks = new StringBuilder();
        Normalizer.normalize(syllable.replace('đ', '\u0335'), Normalizer.Form.NFD).chars()
                .filter(c -> Character.getType(c) == Character.NON_SPACING_MARK).sorted()
                .forEach(c -> marks.append((char) c));
        return withI(folded) + marks;
    }
}

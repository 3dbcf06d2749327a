package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Communes;
import vn.motcua.knowledge.content.Communes.Commune;
import vn.motcua.knowledge.content.Communes.District;
import vn.motcua.knowledge.content.Communes.Former;
import vn.motcua.knowledge.content.Communes.Kind;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.Gazetteer.Match;
import vn.motcua.knowledge.search.Gazetteer.Typed;
import vn.motcua.knowledge.search.NamedCommune.Asks;

/// Finds the commune that a text names, former or present, with or without diacritics. Names of communes are also names of
/// people, companies, streets and provinces, and everyday words, so what stands around a name decides. Immutable; safe to
/// share between threads.
public final class CommuneFinder {
    /// A province named at most so many syllables behind a commune is the commune's.
    private static final int PROVINCE_WITHIN = 6;

    private static final List<String> LOCATING = List.of("ở", "tại", "thuộc", "trú", "quê", "in", "at", "from");
    /// What may stand between a commune and its district.
    private static final List<String> LINKS = List.of("cũ", "mới", "thuộc", "trước", "of", "in", "former", "old");
    /// Words behind "huyện" that do not name one.
    private static final Set<String> NO_DISTRICT = Set.of("cu", "nao", "gi", "nay", "cua", "thi", "thuoc", "truoc",
            "da",
            "khong", "con", "va", "hay", "bo");
    private static final List<String> PARTICLES = List.of("ạ", "a", "vậy", "thế", "nhỉ", "nhé", "hả", "ta", "ad");

    /// A name in a text.
    ///
    /// @param start first syllable of "xã …", "huyện …"
    /// @param to    one behind the last, with "commune", "cũ" and so on
    /// @param kind  what the text says it is, or null
    private record Span(int start, int to, Match match, @Nullable Kind kind, boolean former, boolean present) {
        boolean isDistrict() {
            return match.district() != null && (kind == null || isDistrictKind(kind));
        }

        boolean isPlace() {
            return !match.places().isEmpty() && !isDistrict() && (kind == null || !isDistrictKind(kind));
        }

        boolean isProvince() {
            return match.province() && kind == null;
        }

        private static boolean isDistrictKind(Kind kind) {
            return kind == Kind.HUYEN || kind == Kind.THANH_PHO;
        }
    }

    /// A span taken for a commune.
    private record Mention(Span span, @Nullable District district, List<Span> belonging, boolean located) {
        boolean plain() {
            return span.kind() != null || district != null || span.former();
        }
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Gazetteer gazetteer;
    private final Set<String> everyday = new HashSet<>();
    private final List<List<String>> asksWhich;
    private final List<List<String>> asksWhere;

    public CommuneFinder(Communes communes) {
        Stream.concat(communes.former().stream(), communes.communes().values().stream())
                .forEach(place -> places.put(place.id(), place));
        gazetteer = new Gazetteer(communes, List.copyOf(places.values()));
        communes.words().everyday().forEach(word -> everyday.add(Syllables.key(word)));
        asksWhich = communes.words().asksWhich().stream().map(Syllables::of).toList();
        asksWhere = communes.words().asksWhere().stream().map(Syllables::of).toList();
    }

    /// The place with this id.
    public Optional<Place> place(String id) {
        return Optional.ofNullable(places.get(id));
    }

    /// The commune that the text is about; empty when it names none, several, or one of another province.
    public Optional<NamedCommune> find(String text) {
        var typed = Typed.of(text);
        var spans = spans(typed);
        if (spans.stream().allMatch(span -> span.match().places().isEmpty())) {
            return Optional.empty();
        }
        var mentions = mentions(typed, spans);
        if (mentions.isEmpty()) {
            return Optional.empty();
        }
        var covered = covered(typed, spans, mentions);
        var rest = new ArrayList<String>();
        for (int i = 0; i < typed.size(); i++) {
            if (!covered[i]) {
                rest.add(typed.exact().get(i));
            }
        }
        var asks = asks(rest);
        return theOne(mentions.stream().filter(mention -> meant(typed, mention, asks)).toList(), asks)
                .map(mention -> new NamedCommune(candidates(mention), mention.plain(), mention.located(),
                        mention.span().start() == 0, asks, String.join(" ", rest)));
    }

    private List<Span> spans(Typed typed) {
        var spans = new ArrayList<Span>();
        int at = 0;
        while (at < typed.size()) {
            var match = gazetteer.at(typed, at);
            if (match.isEmpty()) {
                at++;
                continue;
            }
            var span = span(typed, at, match.get());
            if (!splitsAWord(typed, at + match.get().length(), span)) {
                spans.add(span);
                at = span.to();
            } else {
                at++;
            }
        }
        return spans;
    }

    private static Span span(Typed typed, int from, Match match) {
        int to = from + match.length();
        boolean former = typed.is(from - 1, "cũ") && kindEndingAt(typed, from - 2) != null;
        int before = former ? from - 2 : from - 1;
        var kind = kindEndingAt(typed, before);
        int start = kind == null ? from : before - (isTwoSyllables(typed, before) ? 1 : 0);
        if (kind == null) {
            kind = kindBehind(typed, to);
            to += kind == null ? 0 : 1;
            boolean english = typed.is(from - 1, "former") || typed.is(from - 1, "old");
            former = former || english && kind != null;
            start -= english && kind != null ? 1 : 0;
        }
        boolean formerBehind = typed.is(to, "cũ");
        boolean present = typed.is(to, "mới");
        return new Span(start, formerBehind || present ? to + 1 : to, match, kind, former || formerBehind, present);
    }

    private static @Nullable Kind kindEndingAt(Typed typed, int at) {
        if (typed.is(at, "xã") && !typed.is(at - 1, "tác") && !typed.is(at - 1, "thị") || typed.is(at, "x")) {
            return Kind.XA;
        }
        if (typed.is(at, "phường") && !typed.is(at - 1, "địa") || typed.is(at, "p")) {
            return Kind.PHUONG;
        }
        if (typed.is(at, "trấn") && typed.is(at - 1, "thị") || typed.is(at, "tt") || typed.is(at, "ttr")) {
            return Kind.THI_TRAN;
        }
        if (typed.is(at, "huyện") || typed.is(at, "h") || typed.is(at, "quận")) {
            return Kind.HUYEN;
        }
        return typed.is(at, "phố") && typed.is(at - 1, "thành") || typed.is(at, "tp") || typed.is(at, "tx")
                || typed.is(at, "xã") && typed.is(at - 1, "thị") ? Kind.THANH_PHO : null;
    }

    private static boolean isTwoSyllables(Typed typed, int at) {
        return typed.is(at, "trấn") || typed.is(at, "phố") || typed.is(at, "xã") && typed.is(at - 1, "thị");
    }

    private static @Nullable Kind kindBehind(Typed typed, int at) {
        return switch (at < typed.size() ? typed.exact().get(at) : "") {
            case "commune" -> Kind.XA;
            case "ward" -> Kind.PHUONG;
            case "town", "township" -> Kind.THI_TRAN;
            case "district" -> Kind.HUYEN;
            case "city" -> Kind.THANH_PHO;
            default -> null;
        };
    }

    /// "ở Tân | thành lập …", "phuong dong | kinh doanh": the name's last syllable belongs to the word behind it.
    private static boolean splitsAWord(Typed typed, int to, Span span) {
        return typed.is(to - 1, "thành") && typed.is(to, "lập") && span.kind() == null
                || typed.is(to - 1, "kinh") && typed.is(to, "doanh") && !typed.exact().contains("phường");
    }

    private List<Mention> mentions(Typed typed, List<Span> spans) {
        var mentions = new ArrayList<Mention>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var behind = districtBehind(typed, span, i + 1 < spans.size() ? spans.get(i + 1) : null);
            // "Chi Lăng, Tràng Định": the first of two districts is a commune of the second.
            boolean communeOfDistrict = span.kind() == null && span.isDistrict() && behind != null
                    && span.match().places().stream().anyMatch(inDistrict(behind.match().district()));
            if (!span.isPlace() && !communeOfDistrict || isElsewhere(typed, spans, i, behind)) {
                continue;
            }
            var before = i > 0 && spans.get(i - 1).isDistrict() && spans.get(i - 1).to() == span.start()
                    ? spans.get(i - 1)
                    : null;
            var district = behind != null ? behind : before != null ? before : onlyNamedDistrict(spans);
            var belonging = district == null ? List.of(span) : List.of(span, district);
            mentions.add(new Mention(span, district == null ? null : district.match().district(), belonging,
                    LOCATING.stream().anyMatch(word -> typed.is(span.start() - 1, word))));
        }
        return mentions;
    }

    private static @Nullable Span districtBehind(Typed typed, Span span, @Nullable Span next) {
        if (next == null || !next.isDistrict() || isProvinceName(next)) {
            return null;
        }
        int at = span.to();
        while (at < next.start() && LINKS.contains(typed.exact().get(at))) {
            at++;
        }
        return at == next.start() ? next : null;
    }

    /// A bare "Lạng Sơn" is the province rather than the city.
    private static boolean isProvinceName(Span span) {
        var district = span.match().district();
        return district != null && district.kind() == Kind.THANH_PHO && span.kind() == null;
    }

    /// The one district that the text calls a district, wherever it stands.
    private static @Nullable Span onlyNamedDistrict(List<Span> spans) {
        var named = spans.stream().filter(span -> span.isDistrict() && span.kind() != null).toList();
        return named.size() == 1 ? named.getFirst() : null;
    }

    /// Whether a province, or a district that is not ours, is named behind it.
    private static boolean isElsewhere(Typed typed, List<Span> spans, int i, @Nullable Span district) {
        var span = spans.get(i);
        boolean bareProvince = span.isProvince() && district == null && !span.former();
        boolean provinceBehind = spans.subList(i + 1, spans.size()).stream()
                .anyMatch(other -> other.isProvince() && other.start() - span.to() <= PROVINCE_WITHIN);
        int at = span.to();
        boolean strangeDistrict = district == null && at + 1 < typed.size() && !typed.is(at, "h")
                && kindEndingAt(typed, at) == Kind.HUYEN && !NO_DISTRICT.contains(typed.plain().get(at + 1));
        return bareProvince || provinceBehind || strangeDistrict;
    }

    /// Everyday words are places only where nothing else can be meant.
    private boolean meant(Typed typed, Mention mention, Asks asks) {
        var name = String.join(" ", Syllables.of(Syllables.fold(mention.span().match().places().getFirst().name())));
        return !everyday.contains(name) || mention.district() != null || mention.span().former()
                || mention.span().kind() != null && (mention.located() || asks == Asks.WHICH);
    }

    /// Of several mentions, the one called former, or the first one where it is asked what became of it. Names alone count
    /// only where no place is named plainly.
    private static Optional<Mention> theOne(List<Mention> mentions, Asks asks) {
        var plain = mentions.stream().filter(Mention::plain).toList();
        var likely = plain.isEmpty() ? located(mentions) : plain;
        var former = likely.stream().filter(mention -> mention.span().former()).toList();
        if (former.size() == 1) {
            return former.stream().findFirst();
        }
        boolean same = likely.stream().map(mention -> mention.span().match().places()).distinct().count() == 1;
        return same || asks == Asks.WHICH ? likely.stream().findFirst() : Optional.empty();
    }

    private static List<Mention> located(List<Mention> mentions) {
        var located = mentions.stream().filter(Mention::located).toList();
        return located.isEmpty() ? mentions : located;
    }

    /// What a mention may be: as far as the text tells kind, district and whether it is meant as of now; a former one
    /// before a present one, because that is what people ask about.
    private static List<Place> candidates(Mention mention) {
        var span = mention.span();
        var all = narrowed(span.match().places(), place -> span.kind() == null || place.kind() == span.kind());
        all = narrowed(all, mention.district() == null ? _ -> true : inDistrict(mention.district()));
        all = narrowed(all, place -> span.present() ? place instanceof Commune : place instanceof Former);
        var distinct = new LinkedHashMap<List<Object>, Place>();
        boolean oneOutcome = all.stream().map(Place::now).distinct().count() == 1;
        for (var place : all) {
            distinct.putIfAbsent(oneOutcome ? List.of() : List.of(place.now(), district(place)), place);
        }
        return List.copyOf(distinct.values());
    }

    private static Object district(Place place) {
        return place instanceof Former former ? former.district() : place;
    }

    private static List<Place> narrowed(List<Place> places, Predicate<Place> condition) {
        var narrowed = places.stream().filter(condition).toList();
        return narrowed.isEmpty() ? places : narrowed;
    }

    private static Predicate<Place> inDistrict(@Nullable District district) {
        return place -> switch (place) {
            case Former former -> former.district().equals(district);
            case Commune commune -> commune.formedFrom().stream().anyMatch(part -> part.district().equals(district));
        };
    }

    /// Marks the syllables that say where: the mentions with what belongs to them, and the province.
    private static boolean[] covered(Typed typed, List<Span> spans, List<Mention> mentions) {
        var covered = new boolean[typed.size()];
        Stream.concat(mentions.stream().flatMap(mention -> mention.belonging().stream()),
                spans.stream().filter(CommuneFinder::isProvinceName)).forEach(span -> {
                    int start = span.start();
                    int before = start - 1;
                    if (LOCATING.stream().anyMatch(word -> typed.is(before, word)) || typed.is(before, "tỉnh")) {
                        start--;
                    }
                    for (int i = start; i < span.to(); i++) {
                        covered[i] = true;
                    }
                });
        return covered;
    }

    private Asks asks(List<String> rest) {
        if (containsAny(rest, asksWhere)) {
            return Asks.WHERE;
        }
        if (containsAny(rest, asksWhich)) {
            return Asks.WHICH;
        }
        return endsWithWhere(rest) ? Asks.WHERE : Asks.NOTHING;
    }

    private static boolean containsAny(List<String> rest, List<List<String>> sequences) {
        var typed = new Typed(rest, rest);
        for (var sequence : sequences) {
            for (int from = 0; from + sequence.size() <= rest.size(); from++) {
                int matched = 0;
                while (matched < sequence.size() && typed.is(from + matched, sequence.get(matched))) {
                    matched++;
                }
                if (matched == sequence.size()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean endsWithWhere(List<String> rest) {
        var typed = new Typed(rest, rest);
        int last = rest.size() - 1;
        while (last > 0 && PARTICLES.contains(rest.get(last))) {
            last--;
        }
        return typed.is(last, "đâu") && !typed.is(last - 1, "bắt");
    }
}

package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import vn.motcua.knowledge.language.Syllables;

/// The communes and wards of the province, and the former ones they were formed from.
///
/// @param since     first day of the present communes
/// @param assurance how sure the whole table is
/// @param article   id of the article that tells of them in general
/// @param districts former districts, by id
/// @param communes  the present communes and wards, by code
/// @param words     how people speak of them
public record Communes(LocalDate since, Assurance assurance, String article, Map<String, District> districts,
        Map<String, Commune> communes, Words words) {

    /// What a unit is or was.
    public enum Kind {
        /// xã, a commune
        XA,
        /// phường, a ward
        PHUONG,
        /// thị trấn, a township; there are none any more
        THI_TRAN,
        /// huyện, a rural district; there are none any more
        HUYEN,
        /// thành phố, a city that was a district
        THANH_PHO;

        /// The word in content files, such as `thi-tran`.
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> find(String wire) {
            return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
        }
    }

    /// A district as it was before.
    public record District(String id, Kind kind, String name) {
    }

    /// A place somebody may come from: a present commune or a former one.
    public sealed interface Place {
        /// Stable, such as `05977` or `xa-hong-phong.cao-loc`.
        String id();

        Kind kind();

        String name();

        /// The present communes it is in: one, or several when it was divided.
        List<Commune> now();
    }

    /// A present commune or ward.
    ///
    /// @param code       of the national list of administrative units
    /// @param formedFrom the former units that went into it, wholly or in part
    public record Commune(String code, Kind kind, String name, List<Part> formedFrom) implements Place {
        public Commune {
            formedFrom = List.copyOf(formedFrom);
        }

        @Override
        public String id() {
            return code;
        }

        @Override
        public List<Commune> now() {
            return List.of(this);
        }
    }

    /// A former unit that went into a commune.
    ///
    /// @param partial whether only a part of it did
    public record Part(Kind kind, String name, District district, boolean partial) {
        /// Names the former unit, such as `xa-hong-phong.cao-loc`.
        public String id() {
            return kind.wire() + "-" + Syllables.key(name).replace(' ', '-') + "." + district.id();
        }
    }

    /// A former commune, ward or township.
    public record Former(String id, Kind kind, String name, District district, List<Commune> now) implements Place {
        public Former {
            now = List.copyOf(now);
        }

        /// Whether it was divided between several communes.
        public boolean divided() {
            return now.size() > 1;
        }
    }

    /// How people speak of places.
    ///
    /// @param everyday   names that are also everyday words
    /// @param asksWhich  word sequences that ask what a place is now
    /// @param asksWhere  word sequences that ask where to go
    /// @param provinces  other provinces: a commune named together with one is not of this province
    public record Words(List<String> everyday, List<String> asksWhich, List<String> asksWhere,
            List<String> provinces) {
        public Words {
            everyday = List.copyOf(everyday);
            asksWhich = List.copyOf(asksWhich);
            asksWhere = List.copyOf(asksWhere);
            provinces = List.copyOf(provinces);
        }
    }

    /// The former units, each once, in file order.
    public List<Former> former() {
        var former = new LinkedHashMap<String, Former>();
        for (var commune : communes.values()) {
            for (var part : commune.formedFrom()) {
                former.merge(part.id(),
                        new Former(part.id(), part.kind(), part.name(), part.district(), List.of(commune)),
                        (before, more) -> new Former(before.id(), before.kind(), before.name(), before.district(),
                                Stream.concat(before.now().stream(), more.now().stream()).toList()));
            }
        }
        return List.copyOf(former.values());
    }
}

package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import vn.motcua.knowledge.ContentFolder;
import vn.motcua.knowledge.language.Syllables;

import static org.assertj.core.api.Assertions.assertThat;

/// The content the product ships.
class OurContentTest {

    @Test
    void has_no_mistakes() {
        assertThat(ContentFolder.READING.problems()).isEmpty();
    }

    @Test
    void rests_on_laws_that_are_in_force() {
        assertThat(ContentFolder.READING.expired(LocalDate.of(2026, 11, 24))).isEmpty();
    }

    @Test
    void holds_all_121_procedures() {
        assertThat(ContentFolder.content().procedures()).hasSize(121).containsKeys("dn-ctcp", "hkd-moi", "pa-xinloi");
    }

    @Test
    void holds_all_65_communes_and_the_194_former_units() {
        var communes = ContentFolder.content().communes();
        assertThat(communes.communes()).hasSize(65);
        assertThat(communes.former()).hasSize(194);
        assertThat(communes.former().stream().filter(Communes.Former::divided)).extracting(Communes.Former::name)
                .containsExactlyInAnyOrder("Bính Xá", "Kiên Mộc");
    }

    @Test
    void knows_at_least_eight_ways_to_ask_for_each_and_fifteen_for_thirty() {
        var procedures = ContentFolder.content().procedures().values();
        assertThat(procedures).allSatisfy(procedure -> assertThat(procedure.asks()).hasSizeGreaterThanOrEqualTo(8));
        assertThat(procedures.stream().filter(Procedure::mostAsked)).hasSizeGreaterThanOrEqualTo(30)
                .allSatisfy(procedure -> assertThat(procedure.asks()).hasSizeGreaterThanOrEqualTo(15));
    }

    @Test
    void knows_ways_to_ask_with_and_without_diacritics() {
        assertThat(ContentFolder.content().procedures().values()).allSatisfy(procedure -> {
            assertThat(procedure.asks()).anyMatch(Syllables::hasDiacritics);
            assertThat(procedure.asks()).anyMatch(ask -> !Syllables.hasDiacritics(ask));
        });
    }

    @Test
    void is_written_in_both_languages() {
        assertThat(ContentFolder.content().procedures().values()).allSatisfy(procedure -> {
            assertThat(procedure.title().en()).isNotBlank();
            assertThat(procedure.summary().en()).isNotBlank();
            assertThat(procedure.documents().items()).allSatisfy(item -> assertThat(item.text().en()).isNotBlank());
            assertThat(procedure.fees()).allSatisfy(fee -> assertThat(fee.name().en()).isNotBlank());
        });
    }

    @Test
    void leaves_approval_to_the_department() {
        assertThat(ContentFolder.content().procedures().values()).allSatisfy(procedure -> {
            assertThat(procedure.documents().assurance().approved()).isFalse();
            assertThat(procedure.fees()).noneMatch(fee -> fee.assurance().approved());
        });
    }

    @Test
    void keeps_what_the_citizen_must_do_apart_from_the_processing_time() {
        var suspension = ContentFolder.content().procedure("tn-tamngung");
        assertThat(suspension.timeLimits()).singleElement().satisfies(limit -> {
            assertThat(limit.amount()).isEqualTo(1);
            assertThat(limit.unit()).isEqualTo(TermUnit.WORKING_DAYS);
        });
        assertThat(suspension.obligations()).anySatisfy(obligation -> {
            assertThat(obligation.before()).isTrue();
            assertThat(obligation.amount()).isEqualTo(3);
        });
    }

    @Test
    void says_of_unknown_fees_that_they_are_unknown() {
        assertThat(ContentFolder.content().procedure("hkd-moi").fees()).singleElement().satisfies(fee -> {
            assertThat(fee.amountVnd()).isNull();
            assertThat(fee.assurance().certainty()).isEqualTo(Certainty.UNKNOWN);
        });
    }

    @Test
    void warns_of_the_july_2026_decree_only_where_it_may_have_changed_something() {
        for (var procedure : ContentFolder.content().procedures().values()) {
            assertThat(procedure.fees()).noneMatch(fee -> fee.assurance().caution() != null);
            if (List.of("dau-tu", "hop-tac-xa", "ho-tro").contains(procedure.field())) {
                assertThat(procedure.documents().assurance().caution()).isNull();
            }
        }
    }

    @Test
    void names_every_entry_once() {
        var ids = new HashSet<String>();
        ContentFolder.content().entries()
                .forEach(entry -> assertThat(ids.add(entry.getClass().getSimpleName() + entry.id())).isTrue());
    }
}

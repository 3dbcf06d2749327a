package vn.motcua.bot;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// The walls of the house. When one of these fails, either the code or `docs/architecture.md` is wrong.
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.motcua");

    @Test
    void the_whole_house_is_looked_at() {
        assertThat(HOUSE.size()).isGreaterThan(100);
    }

    @Test
    void connectors_and_knowledge_know_only_themselves() {
        noClasses().that().resideInAPackage("vn.motcua.connectors..").should().dependOnClassesThat()
                .resideInAnyPackage("vn.motcua.bot..", "vn.motcua.knowledge..").check(HOUSE);
        noClasses().that().resideInAPackage("vn.motcua.knowledge..").should().dependOnClassesThat()
                .resideInAnyPackage("vn.motcua.bot..", "vn.motcua.connectors..").check(HOUSE);
    }

    @Test
    void deciding_and_wording_are_pure() {
        classes().that().resideInAnyPackage("vn.motcua.bot.dialogue..", "vn.motcua.bot.conversation..").should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.security..",
                        "org.jspecify..", "vn.motcua.bot.dialogue..", "vn.motcua.bot.conversation..",
                        "vn.motcua.bot.understanding..", "vn.motcua.knowledge.content..", "vn.motcua.connectors..")
                .check(HOUSE);
        noClasses().that().resideInAPackage("vn.motcua.bot.answer..").should().dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "java.sql..", "java.net..", "org.slf4j..", "vn.motcua.bot.store..",
                        "vn.motcua.bot.web..")
                .check(HOUSE);
    }

    @Test
    void deciding_asks_no_clock() {
        noClasses().that().resideInAnyPackage("vn.motcua.bot.dialogue..", "vn.motcua.bot.understanding..",
                "vn.motcua.bot.answer..").should().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.LocalDate.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").check(HOUSE);
    }

    @Test
    void lucene_stays_in_the_index() {
        noClasses().that().resideOutsideOfPackage("vn.motcua.knowledge.index..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..").check(HOUSE);
    }

    @Test
    void sql_stays_in_the_store() {
        noClasses().that().resideOutsideOfPackage("vn.motcua.bot.store..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..",
                        "org.flywaydb..")
                .check(HOUSE);
    }

    @Test
    void vertx_stays_at_the_edge() {
        noClasses().that().resideOutsideOfPackages("vn.motcua.bot.web..", "vn.motcua.bot.cli..").should()
                .dependOnClassesThat().resideInAPackage("io.vertx..").check(HOUSE);
    }

    @Test
    void redis_stays_between_the_nodes() {
        noClasses().that().resideOutsideOfPackage("vn.motcua.bot.live..").should().dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "reactor..").check(HOUSE);
    }

    @Test
    void capabilities_form_no_cycle() {
        slices().matching("vn.motcua.bot.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("vn.motcua.knowledge.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void rooms_have_names_that_say_what_is_in_them() {
        noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..",
                "..dto..").check(HOUSE);
    }

    @Test
    void every_room_says_what_it_is_for() {
        classes().that().haveSimpleName("package-info").should().beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(HOUSE);
        var rooms = HOUSE.stream().map(type -> type.getPackageName()).distinct().toList();
        var described = HOUSE.stream().filter(type -> type.getSimpleName().equals("package-info"))
                .map(type -> type.getPackageName()).toList();
        assertThat(described).containsAll(rooms);
    }
}

package vn.motcua.bot.answer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.motcua.knowledge.content.Language;

import static org.assertj.core.api.Assertions.assertThat;

class CitationWriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Điều 44 | Article 44", "Điều 44 khoản 2 | Article 44, clause 2",
            "Điều 57 khoản 2, 3 | Article 57, clauses 2, 3", "Điều 22, 111, 113 | Articles 22, 111, 113",
            "Điều 37–41 | Articles 37–41", "Điều 48, 52–54 | Articles 48, 52–54",
            "Điều 31 khoản 6, 39 khoản 5 | Article 31, clause 6; Article 39, clause 5",
            "Điều 25 khoản 1, 67 | Article 25, clause 1; Article 67"})
    void articles_are_named_as_the_reader_names_them(String vietnamese, String english) {
        assertThat(CitationWriter.articles(vietnamese, Language.VI)).isEqualTo(vietnamese);
        assertThat(CitationWriter.articles(vietnamese, Language.EN)).isEqualTo(english);
    }
}

package vn.motcua.bot.store;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseSettingsTest {

    private static DatabaseSettings settings(String url, @Nullable String user, @Nullable String password) {
        return new DatabaseSettings(url, user, password, Path.of("data"), false);
    }

    @Test
    void never_shows_a_password() {
        assertThat(settings("postgresql://an:s3cret@db/motcua", "an", "s3cret").toString()).doesNotContain("s3cret")
                .contains("db/motcua");
        assertThat(settings("jdbc:postgresql://db/motcua?user=an&password=s3cret&ssl=true", null, null).toString())
                .doesNotContain("s3cret").contains("ssl=true");
    }

    @Test
    void reads_the_address_that_psql_takes() {
        assertThat(PostgresAccess.of(settings("postgresql://an:p%40s+s@[::1]:5433/motcua?sslmode=require", null, null)))
                .isEqualTo(new PostgresAccess("jdbc:postgresql://[::1]:5433/motcua?sslmode=require", "an", "p@s+s"));
        assertThat(PostgresAccess.of(settings("postgres://db/motcua", "binh", "x")))
                .isEqualTo(new PostgresAccess("jdbc:postgresql://db/motcua", "binh", "x"));
        assertThat(PostgresAccess.of(settings("postgresql://an@db/motcua", "binh", null)).user()).isEqualTo("binh");
    }

    @Test
    void refuses_a_database_it_does_not_know() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Databases.open(settings("jdbc:mysql://db/motcua", null, null)));
    }
}

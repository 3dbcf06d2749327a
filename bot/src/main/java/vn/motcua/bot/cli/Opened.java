package vn.motcua.bot.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.Service;
import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Databases;

/// The database of the installation, opened beside a running `serve`: found by the same configuration, environment and data
/// folder.
record Opened(DatabaseSettings settings, Database database) implements AutoCloseable {

    /// @param data   as given, or null for the usual one
    /// @param config as given, or null for the usual one
    static Opened open(@Nullable Path data, @Nullable Path config) {
        var home = Folders.ofHome();
        var folders = new Folders(home.content(), config == null ? home.config() : config,
                data == null ? home.data() : data).existing();
        var settings = Service.settings(ConfigurationReader.read(folders.config(), System.getenv()), folders.data());
        return new Opened(settings, Databases.open(settings));
    }

    @Override
    public void close() {
        database.close();
    }
}

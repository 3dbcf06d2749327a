package vn.motcua.bot.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.store.Erasure;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.connectors.Address;

/// `erase`: erases what is held of a person. Works beside a running `serve`; a message under way then finds the conversation
/// gone and begins a new one.
@Command(name = "erase", mixinStandardHelpOptions = true, description = "Erase everything that is held of a person.")
final class EraseCommand implements Callable<Integer> {
    private static final String USE = "say whom: motcua erase CHANNEL:ID, such as zalo:8000000000000000003 or web:CONVERSATION";

    @Parameters(paramLabel = "CHANNEL:ID", arity = "0..1", description = "Where the person is; on the website, the conversation.")
    private @Nullable String person;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "DIR", description = "What an operator edits.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        int colon = person == null ? -1 : person.indexOf(':');
        if (person == null || colon < 1 || colon == person.length() - 1) {
            throw new WrongUseException(USE);
        }
        try (var opened = Opened.open(data, config)) {
            var erasure = new Erasure(opened.database(), SharedFiles.of(opened.database(), opened.settings()));
            var erased = erasure.erase(new Address(person.substring(0, colon), person.substring(colon + 1)),
                    Instant.now());
            erasure.removeFiles();
            if (erased.isEmpty()) {
                System.out.println("nothing is held of " + person);
                return 1;
            }
            System.out.println("erased: " + erased.stream().mapToInt(Erasure.Erased::events).sum()
                    + " entries of the conversation, " + erased.stream().mapToInt(Erasure.Erased::files).sum()
                    + " files");
            return 0;
        }
    }
}

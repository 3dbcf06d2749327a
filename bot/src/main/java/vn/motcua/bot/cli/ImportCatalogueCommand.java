package vn.motcua.bot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.knowledge.catalogue.Catalogue;
import vn.motcua.knowledge.catalogue.CatalogueImport;
import vn.motcua.knowledge.content.ContentReader;

/// `kb import-catalogue`: takes the national catalogue in as an extra directory of what other agencies do, in the place of
/// an earlier one. A running service takes it over by itself.
@Command(name = "import-catalogue", mixinStandardHelpOptions = true, description = "Take the national catalogue in as an extra directory of what other agencies do.")
final class ImportCatalogueCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.jsonl", arity = "0..1", description = "Lines {\"code\",\"name\",\"agencies\":[…],\"issued_by\"}.")
    private @Nullable Path file;

    @Option(names = "--remove", description = "Take the imported catalogue out again.")
    private boolean remove;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException {
        if (remove == (file != null)) {
            throw new WrongUseException("give a file, or --remove, but not both");
        }
        var folders = Folders.ofHome().withData(data).existing();
        if (file == null) {
            System.out.println(Catalogue.remove(folders.data()) ? "removed" : "there was none");
            return 0;
        }
        if (!Files.isReadable(file)) {
            throw new WrongUseException("cannot read " + file);
        }
        var ownCodes = ContentReader.read(folders.content()).sound().procedures().values().stream()
                .flatMap(procedure -> Stream.ofNullable(procedure.code().value())).collect(Collectors.toSet());
        var read = CatalogueImport.read(file, ownCodes);
        if (!read.problems().isEmpty()) {
            read.problems().forEach(System.err::println);
            System.err.println("nothing was imported");
            return 1;
        }
        var catalogue = Catalogue.of(read.taken());
        catalogue.write(folders.data());
        System.out.printf(
                "%d entries taken, %d skipped because their code is one of ours, %d skipped as duplicates; catalogue %s%n",
                read.taken().size(), read.ours(), read.duplicates(), catalogue.version());
        return 0;
    }
}
